"""Tables are emptied between tests although servers go on working in them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import psycopg

from tests.plugin import database_urls, truncate


def test_whoever_works_in_the_tables_is_waited_for_and_not_locked_out(transactional_db: None) -> None:
    begun, emptying = Event(), Event()

    def work() -> int:
        """A transaction that reads the last of the tables and then all others, as the others are being emptied."""
        with psycopg.connect(database_urls()["CHORUS_DATABASE_URL"]) as connection:
            tables = connection.execute(
                "SELECT quote_ident(relname) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY oid"
            ).fetchall()
            names = [row[0] for row in tables]
            connection.execute(f"SELECT count(*) FROM {names[-1]}")
            begun.set()
            emptying.wait(timeout=20)
            for name in reversed(names):
                connection.execute(f"SELECT count(*) FROM {name}")
        return len(names)

    with ThreadPoolExecutor(2) as pool:
        worked = pool.submit(work)
        begun.wait(timeout=20)
        emptied = pool.submit(truncate)
        emptying.wait(timeout=0.5)
        emptying.set()
        assert worked.result(timeout=60) > 50
        emptied.result(timeout=60)
