"""Triggers that keep the tallies, and full-text search that may use its indexes behind row-level security."""

from django.db import migrations

from kernel.row_security import CURRENT_TENANT, definer_function

SORT = "tenant_id, inbox_id, team_id, assignee_id, status"
# Nobody counts what is closed by team or colleague: one sort an inbox keeps the table small.
KEPT = """tenant_id, inbox_id, CASE WHEN status NOT IN ('resolved', 'spam') THEN team_id END AS team_id,
    CASE WHEN status NOT IN ('resolved', 'spam') THEN assignee_id END AS assignee_id, status"""
CHANGES = {
    "insert": (f"SELECT {KEPT}, 1 AS amount FROM fresh", "NEW TABLE AS fresh"),
    "delete": (f"SELECT {KEPT}, -1 AS amount FROM stale", "OLD TABLE AS stale"),
    "update": (
        f"SELECT {KEPT}, 1 AS amount FROM fresh UNION ALL SELECT {KEPT}, -1 AS amount FROM stale",
        "OLD TABLE AS stale NEW TABLE AS fresh",
    ),
}
SEARCH = f"""
BEGIN
    RETURN QUERY
    SELECT c.id FROM public.inbox_conversation c
    WHERE c.tenant_id = {CURRENT_TENANT}
      AND (inboxes IS NULL OR c.inbox_id = ANY (inboxes))
      AND (states IS NULL OR c.status = ANY (states))
      AND c.id IN (
        SELECT s.id FROM public.inbox_conversation s
        WHERE s.tenant_id = {CURRENT_TENANT} AND to_tsvector('pg_catalog.simple', s.search_text) @@ to_tsquery('pg_catalog.simple', wanted)
        UNION
        SELECT m.conversation_id FROM public.inbox_message m
        WHERE m.tenant_id = {CURRENT_TENANT} AND to_tsvector('pg_catalog.simple', m.search_text) @@ to_tsquery('pg_catalog.simple', wanted)
      )
    ORDER BY c.last_message_at DESC, c.id DESC LIMIT least(most, 1000);
END
"""


def build(apps, schema_editor):
    def run(sql):
        schema_editor.execute(sql, None)

    for verb, (rows, tables) in CHANGES.items():
        run(f"""
            CREATE FUNCTION inbox_tally_{verb}() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $function$
            BEGIN
                INSERT INTO inbox_tally (id, {SORT}, amount)
                SELECT gen_random_uuid(), {SORT}, sum(amount) FROM ({rows}) AS changed
                GROUP BY {SORT} HAVING sum(amount) <> 0;
                RETURN NULL;
            END $function$
        """)
        run(f"""
            CREATE TRIGGER inbox_tally_{verb} AFTER {verb.upper()} ON inbox_conversation REFERENCING {tables}
            FOR EACH STATEMENT EXECUTE FUNCTION inbox_tally_{verb}()
        """)
    # A trusted extension: the owner of the database may create it. It lets the index begin with the tenant.
    run("CREATE EXTENSION IF NOT EXISTS btree_gin")
    for table in ("inbox_conversation", "inbox_message"):
        run(f"CREATE INDEX {table}_words ON {table} USING gin (tenant_id, to_tsvector('pg_catalog.simple', search_text))")
    run(definer_function("inbox_search", "wanted text, inboxes uuid[], states text[], most integer", "SETOF uuid", SEARCH))


def raze(apps, schema_editor):
    schema_editor.execute("DROP FUNCTION inbox_search(text, uuid[], text[], integer)", None)
    for table in ("inbox_conversation", "inbox_message"):
        schema_editor.execute(f"DROP INDEX {table}_words", None)
    for verb in CHANGES:
        schema_editor.execute(f"DROP TRIGGER inbox_tally_{verb} ON inbox_conversation", None)
        schema_editor.execute(f"DROP FUNCTION inbox_tally_{verb}()", None)


class Migration(migrations.Migration):
    dependencies = [("inbox", "0001_initial")]
    operations = [migrations.RunPython(build, raze)]
