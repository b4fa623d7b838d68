"""The cost of row-level security: the same queries on the same rows, with and without the policy, same run, same role."""

import time

import psycopg

from bench.table import Table, quantile
from bench.world import BenchWorld

ROWS, TENANTS, ROUNDS = 400_000, 20, 3_000


def run(world: BenchWorld) -> list[Table]:
    """Baseline: a table without a policy, queried with the tenant in WHERE."""
    with psycopg.connect(world.admin, dbname="bench", autocommit=True) as admin:
        _build(admin, world)
    table = Table(
        f"Row-level security: 20 newest of one tenant among {ROWS:,} rows of {TENANTS}",
        ["queries/s", "p50 ms", "p99 ms"],
        ratio_of="queries/s",
        limit="The policy is an index condition on (tenant_id, at); what remains is one set_config a request and planning a policy.",
    )
    plain = "SELECT id, title FROM bench_plain WHERE tenant_id = %s ORDER BY at DESC LIMIT 20"
    walled = "SELECT id, title FROM bench_walled ORDER BY at DESC LIMIT 20"
    explicit = "SELECT id, title FROM bench_walled WHERE tenant_id = %s ORDER BY at DESC LIMIT 20"
    with psycopg.connect(world.database.app, autocommit=True) as connection:
        for name, sql, with_tenant, each in (
            ("no policy, WHERE tenant (baseline)", plain, True, False),
            ("policy, tenant set once", walled, False, False),
            ("policy, tenant set before every query", walled, False, True),
            ("policy and WHERE tenant", explicit, True, False),
        ):
            times = _measure(connection, sql, world, with_tenant=with_tenant, each=each)
            table.add(name, len(times) / sum(times), quantile(times, 0.5) * 1e3, quantile(times, 0.99) * 1e3)
    with psycopg.connect(world.admin, dbname="bench", autocommit=True) as admin:
        admin.execute("DROP TABLE bench_plain, bench_walled")  # a table without a policy keeps /readyz from being ready
    return [table]


def _build(admin: "psycopg.Connection[tuple[object, ...]]", world: BenchWorld) -> None:
    from kernel.row_security import role_name, seal_statements

    for name in ("bench_plain", "bench_walled"):
        admin.execute(
            f"CREATE TABLE {name} (tenant_id uuid NOT NULL, id bigint NOT NULL, at timestamptz NOT NULL, title text, PRIMARY KEY (tenant_id, id))"
        )
        admin.execute(
            f"""INSERT INTO {name} SELECT (%s::uuid[])[1 + i %% {TENANTS}], i, now() - i * interval '1 second', 'Title number ' || i
                FROM generate_series(1, {ROWS}) i""",
            [[str(t) for t in world.tenants]],
        )
        admin.execute(f"CREATE INDEX {name}_at ON {name} (tenant_id, at DESC)")
        admin.execute(f"GRANT SELECT ON {name} TO {role_name('default')}")
        admin.execute(f"VACUUM ANALYZE {name}")
    for statement in seal_statements("bench_walled"):
        admin.execute(statement)


def _measure(
    connection: "psycopg.Connection[tuple[object, ...]]", sql: str, world: BenchWorld, *, with_tenant: bool, each: bool
) -> list[float]:
    tenant = world.tenants[3]
    connection.execute("SELECT set_config('app.tenant_id', %s, false)", [str(tenant)])
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        if each:
            connection.execute("SELECT set_config('app.tenant_id', %s, false)", [str(tenant)])
        rows = connection.execute(sql, [tenant] if with_tenant else None).fetchall()
        times.append(time.perf_counter() - start)
        assert len(rows) == 20
    return times
