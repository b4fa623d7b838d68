"""The log's tables. Written by hand: Django cannot declare partitions.

`events_event` is partitioned by week. The runtime role may read and append, never change or remove; partitions are made
and dropped by definer functions, because that role owns nothing.
"""

from django.db import migrations, models

from kernel.row_security import definer_function, role_name, seal_statements

TABLES = ("events_event", "events_tenanthead", "events_cursor", "events_parked")

CREATE = """
CREATE TABLE events_event (
    tenant_id uuid NOT NULL, seq bigint NOT NULL, at timestamptz NOT NULL, id uuid NOT NULL,
    type varchar(80) NOT NULL, version smallint NOT NULL, subject varchar(80) NOT NULL,
    actor_id uuid, audience varchar(80) NOT NULL, payload jsonb NOT NULL,
    PRIMARY KEY (tenant_id, seq, at)
) PARTITION BY RANGE (at);
CREATE TABLE events_event_rest PARTITION OF events_event DEFAULT;
CREATE TABLE events_tenanthead (
    tenant_id uuid PRIMARY KEY, seq bigint NOT NULL DEFAULT 0, epoch uuid NOT NULL DEFAULT gen_random_uuid(),
    pruned_seq bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);
CREATE TABLE events_cursor (
    tenant_id uuid NOT NULL, subscriber varchar(80) NOT NULL, seq bigint NOT NULL DEFAULT 0,
    failures integer NOT NULL DEFAULT 0, retry_at timestamptz, error text NOT NULL DEFAULT '',
    PRIMARY KEY (tenant_id, subscriber)
) WITH (fillfactor = 50);
CREATE TABLE events_parked (
    tenant_id uuid NOT NULL, subscriber varchar(80) NOT NULL, seq bigint NOT NULL, type varchar(80) NOT NULL,
    error text NOT NULL, parked_at timestamptz NOT NULL, resolved_at timestamptz,
    PRIMARY KEY (tenant_id, subscriber, seq)
);
"""

# One partition a week, from the Monday before `from_at` on; the name says the Monday.
ENSURE = """
DECLARE monday date := date_trunc('week', now() AT TIME ZONE 'UTC')::date; part text;
BEGIN
    FOR i IN 0..weeks LOOP
        part := 'events_event_' || to_char(monday + i * 7, 'YYYYMMDD');
        IF to_regclass('public.' || part) IS NULL THEN
            BEGIN
                EXECUTE format('CREATE TABLE public.%I PARTITION OF public.events_event FOR VALUES FROM (%L) TO (%L)',
                    part, (monday + i * 7)::timestamp AT TIME ZONE 'UTC', (monday + i * 7 + 7)::timestamp AT TIME ZONE 'UTC');
                EXECUTE format('REVOKE ALL ON public.%I FROM {app}, {system}', part);
            EXCEPTION WHEN duplicate_table OR check_violation THEN
                NULL; -- another process was first, or rows of that week already lie in the rest
            END;
        END IF;
    END LOOP;
END
"""

# Drops whole weeks that lie before `before` and that every one of `readers` has read, and notes per tenant how far its log
# was pruned. Rows outside any week (backdated ones lie in the rest) go by the same two rules.
PRUNE = """
DECLARE part record; unread boolean; dropped integer := 0;
BEGIN
    FOR part IN
        SELECT c.relname, to_date(substr(c.relname, 14), 'YYYYMMDD') + 7 AS ends
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'public.events_event'::regclass AND c.relname ~ '^events_event_[0-9]{8}$'
    LOOP
        CONTINUE WHEN part.ends::timestamp AT TIME ZONE 'UTC' > before;
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM (SELECT tenant_id, max(seq) AS seq FROM public.%I GROUP BY tenant_id) p '
            'CROSS JOIN unnest($1) AS r(name) LEFT JOIN public.events_cursor c ON c.tenant_id = p.tenant_id AND c.subscriber = r.name '
            'WHERE coalesce(c.seq, 0) < p.seq)', part.relname) INTO unread USING readers;
        CONTINUE WHEN unread;
        EXECUTE format('UPDATE public.events_tenanthead h SET pruned_seq = greatest(h.pruned_seq, p.seq) FROM '
            '(SELECT tenant_id, max(seq) AS seq FROM public.%I GROUP BY tenant_id) p WHERE p.tenant_id = h.tenant_id', part.relname);
        EXECUTE format('DROP TABLE public.%I', part.relname);
        dropped := dropped + 1;
    END LOOP;
    WITH gone AS (
        DELETE FROM public.events_event_rest e WHERE e.at < before AND NOT EXISTS (
            SELECT 1 FROM unnest(readers) AS r(name) LEFT JOIN public.events_cursor c ON c.tenant_id = e.tenant_id AND c.subscriber = r.name
            WHERE coalesce(c.seq, 0) < e.seq)
        RETURNING e.tenant_id, e.seq
    )
    UPDATE public.events_tenanthead h SET pruned_seq = greatest(h.pruned_seq, p.seq)
    FROM (SELECT tenant_id, max(seq) AS seq FROM gone GROUP BY tenant_id) p WHERE p.tenant_id = h.tenant_id;
    RETURN dropped;
END
"""

# Tenants in which a durable subscriber has something to read: ids only, for the sweep.
BEHIND = """
BEGIN
    RETURN QUERY
    SELECT h.tenant_id, s.name::varchar FROM public.events_tenanthead h CROSS JOIN unnest(subscribers) AS s(name)
    LEFT JOIN public.events_cursor c ON c.tenant_id = h.tenant_id AND c.subscriber = s.name
    WHERE h.seq > coalesce(c.seq, 0) AND (c.retry_at IS NULL OR c.retry_at <= now());
END
"""


def build(apps, schema_editor):
    app, system = role_name("default"), role_name("system")
    schema_editor.execute(CREATE, None)
    for table in TABLES:
        for statement in seal_statements(table):
            schema_editor.execute(statement, None)
    schema_editor.execute(f"REVOKE UPDATE, DELETE ON events_event FROM {app}, {system}", None)
    schema_editor.execute(f"REVOKE ALL ON events_event_rest FROM {app}, {system}", None)
    schema_editor.execute(f"REVOKE DELETE ON events_tenanthead, events_cursor, events_parked FROM {app}", None)
    ensure = ENSURE.replace("{app}", app.replace("'", "''")).replace("{system}", system.replace("'", "''"))
    for statement in (
        definer_function("events_ensure_partitions", "weeks integer", "void", ensure, volatility="VOLATILE"),
        definer_function("events_prune", "before timestamptz, readers text[]", "integer", PRUNE, volatility="VOLATILE"),
        definer_function("events_behind", "subscribers text[]", "TABLE (tenant_id uuid, subscriber varchar)", BEHIND),
    ):
        schema_editor.execute(statement, None)
    schema_editor.execute("SELECT events_ensure_partitions(4)", None)


def raze(apps, schema_editor):
    for name in ("events_ensure_partitions(integer)", "events_prune(timestamptz, text[])", "events_behind(text[])"):
        schema_editor.execute(f"DROP FUNCTION {name}", None)
    for table in reversed(TABLES):
        schema_editor.execute(f"DROP TABLE {table} CASCADE", None)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(build, raze)],
            state_operations=[
                migrations.CreateModel(
                    name="Event",
                    fields=[
                        ("pk", models.CompositePrimaryKey("tenant_id", "seq", "at", blank=True, editable=False, primary_key=True, serialize=False)),
                        ("tenant_id", models.UUIDField()),
                        ("seq", models.BigIntegerField()),
                        ("at", models.DateTimeField()),
                        ("id", models.UUIDField()),
                        ("type", models.CharField(max_length=80)),
                        ("version", models.PositiveSmallIntegerField()),
                        ("subject", models.CharField(max_length=80)),
                        ("actor_id", models.UUIDField(null=True)),
                        ("audience", models.CharField(max_length=80)),
                        ("payload", models.JSONField()),
                    ],
                ),
                migrations.CreateModel(
                    name="TenantHead",
                    fields=[
                        ("tenant_id", models.UUIDField(primary_key=True, serialize=False)),
                        ("seq", models.BigIntegerField(default=0)),
                        ("epoch", models.UUIDField()),
                        ("pruned_seq", models.BigIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name="Cursor",
                    fields=[
                        ("pk", models.CompositePrimaryKey("tenant_id", "subscriber", blank=True, editable=False, primary_key=True, serialize=False)),
                        ("tenant_id", models.UUIDField()),
                        ("subscriber", models.CharField(max_length=80)),
                        ("seq", models.BigIntegerField(default=0)),
                        ("failures", models.PositiveIntegerField(default=0)),
                        ("retry_at", models.DateTimeField(null=True)),
                        ("error", models.TextField(blank=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Parked",
                    fields=[
                        ("pk", models.CompositePrimaryKey("tenant_id", "subscriber", "seq", blank=True, editable=False, primary_key=True, serialize=False)),
                        ("tenant_id", models.UUIDField()),
                        ("subscriber", models.CharField(max_length=80)),
                        ("seq", models.BigIntegerField()),
                        ("type", models.CharField(max_length=80)),
                        ("error", models.TextField()),
                        ("parked_at", models.DateTimeField()),
                        ("resolved_at", models.DateTimeField(null=True)),
                    ],
                ),
            ],
        )
    ]
