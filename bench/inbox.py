"""The first page of the desk at 100,000 conversations: through HTTP, signed in as a manager and as an agent of one team."""

import http.client
import time
from uuid import UUID

import psycopg

from bench.server import web_server
from bench.signed_in import make_staff, session_cookie
from bench.table import Table, quantile
from bench.world import BenchWorld
from tenants.context import tenant_context

CONVERSATIONS, INBOXES, ROUNDS = 100_000, 4, 150


def run(world: BenchWorld) -> list[Table]:
    """Baseline: the list of labels, a request with as much framework and next to no data."""
    tenant_id = world.tenants[1]
    table = Table(
        f"Inbox at {CONVERSATIONS:,} conversations: one request at a time",
        ["requests/s", "p50 ms", "p99 ms"],
        ratio_of="p50 ms",
        limit="A page reads 25 rows by an index; what costs is Python: middleware, session, policies, serialising.",
    )
    with tenant_context(tenant_id):
        staff = make_staff(tenant_id)
        inboxes = _fill(world, tenant_id, staff.owner_id, staff.team_id)
        cookies = {"manager": session_cookie(staff.owner_id), "agent": session_cookie(staff.agent_id)}
    with web_server(world) as port:
        for name, who, path in (
            ("labels (baseline)", "manager", "/api/v1/labels"),
            ("open, newest", "manager", "/api/v1/conversations?status=open"),
            ("all, newest", "manager", "/api/v1/conversations?status=all"),
            ("open, longest waiting", "manager", "/api/v1/conversations?status=open&order=waiting"),
            ("one inbox, resolved", "manager", f"/api/v1/conversations?status=resolved&inbox={inboxes[0]}"),
            ("mine, open", "manager", "/api/v1/conversations?status=open&assignee=me"),
            ("open, an agent who sees one inbox", "agent", "/api/v1/conversations?status=open"),
            ("search for a rare word", "manager", "/api/v1/conversations?status=all&q=krausen777"),
            ("counters", "manager", "/api/v1/conversations/counters"),
        ):
            times = _measure(port, path, cookies[who])
            table.add(name, len(times) / sum(times), quantile(times, 0.5) * 1e3, quantile(times, 0.99) * 1e3)
    return [table]


def _fill(world: BenchWorld, tenant_id: UUID, owner_id: UUID, team_id: UUID) -> list[UUID]:
    """Realistic skew: most are resolved, one inbox has half of them; the text is what subjects look like."""
    with psycopg.connect(world.database.system, autocommit=True) as connection:
        inboxes = [
            row[0]
            for row in connection.execute("SELECT id FROM inbox_inbox WHERE tenant_id = %s ORDER BY name", [tenant_id]).fetchall()
        ]
        customers = [UUID(int=tenant_id.int + index + 1) for index in range(1_000)]
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO people_person (id, tenant_id, name, language, created_at, is_imported) VALUES (%s, %s, %s, 'en', now(), false)",
                [(customer, tenant_id, f"Customer {index}") for index, customer in enumerate(customers)],
            )
        connection.execute(
            """INSERT INTO inbox_conversation (id, tenant_id, number, subject, status, priority, inbox_id, origin_inbox_id, team_id, assignee_id,
                 customer_id, language, source_kind, source_key, source_url, source_label, search_text, created_at, last_message_at,
                 last_message_preview, last_message_direction, waiting_since, snoozed_until, closed_at, reopened_count, seq, last_in_seq,
                 position, message_count, version)
               SELECT gen_random_uuid(), %(tenant)s, i, 'Question number ' || i, status, 'normal', inbox, inbox, %(team)s,
                 CASE WHEN i %% 50 = 0 THEN %(owner)s::uuid END, (%(customers)s::uuid[])[1 + i %% 1000], 'en', 'api', '', '', '',
                 'question number ' || i || CASE WHEN i %% 7777 = 0 THEN ' krausen777' ELSE ' krausen' || i %% 50 END, at, at,
                 'The airlock went quiet after two days', 'in',
                 CASE WHEN status = 'open' THEN at END, NULL, CASE WHEN status = 'resolved' THEN at END, 0, 1, 1, 1, 1, 1
               FROM (SELECT i, now() - i * interval '1 minute' AS at, CASE WHEN i %% 10 = 0 THEN 'open' WHEN i %% 10 = 1 THEN 'pending' ELSE 'resolved' END AS status,
                       (%(inboxes)s::uuid[])[CASE WHEN i %% 2 = 0 THEN 1 ELSE 1 + i %% %(count)s END] AS inbox
                     FROM generate_series(1, %(rows)s) i) AS made""",
            {"tenant": tenant_id, "team": team_id, "owner": owner_id, "customers": [str(c) for c in customers],
             "inboxes": [str(i) for i in inboxes], "count": INBOXES, "rows": CONVERSATIONS},
        )  # fmt: skip
    with psycopg.connect(world.admin, dbname="bench", autocommit=True) as admin:
        admin.execute("VACUUM ANALYZE")
    return inboxes


def _measure(port: int, path: str, cookie: str) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times = []
    for round_number in range(ROUNDS + 10):
        start = time.perf_counter()
        connection.request("GET", path, headers={"Host": f"bench-1.localhost:{port}", "Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, (path, answer.status)
        if round_number >= 10:
            times.append(time.perf_counter() - start)
    return times
