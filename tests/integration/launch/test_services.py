"""The embedded servers are private and ask for a password."""

import stat
from pathlib import Path

import psycopg
import pytest
import redis
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from launch import services
from launch.errors import LaunchError
from launch.services import Services


def test_both_servers_answer_at_their_urls(shared: Services) -> None:
    with psycopg.connect(shared.urls.admin_database) as connection:
        assert connection.execute("select 1").fetchone() == (1,)

    assert redis.Redis.from_url(shared.urls.redis).ping()


def test_the_broker_has_a_database_of_its_own(shared: Services) -> None:
    assert shared.urls.redis.endswith("?db=0")
    assert shared.urls.broker.endswith("?virtual_host=1")


def test_a_wrong_password_is_refused(shared: Services) -> None:
    wrong = make_conninfo(shared.urls.admin_database, password="guess")

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_postgres_listens_on_no_network_address(shared: Services) -> None:
    with psycopg.connect(shared.urls.admin_database) as connection:
        assert connection.execute("show listen_addresses").fetchone() == ("",)


def test_sockets_and_secrets_are_private(root: Path) -> None:
    with services.start(root, durable=False) as running:
        sockets = Path(str(conninfo_to_dict(running.urls.admin_database)["host"]))
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (root, sockets, root / "postgres.password")}

    assert modes == {root.name: 0o700, sockets.name: 0o700, "postgres.password": 0o600}


def test_a_socket_path_fits_however_deep_the_data_lies(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a rather long folder name"] * 5)

    with services.start(deep, durable=False, redis=False) as running:
        sockets = str(conninfo_to_dict(running.urls.admin_database)["host"])
        psycopg.connect(running.urls.admin_database).close()

    assert len(sockets) < 85


def test_letters_are_ordered_alike_on_every_machine(shared: Services) -> None:
    with psycopg.connect(shared.urls.admin_database) as connection:
        row = connection.execute("select 'Z' < 'a', lower('ÀÉŻ')").fetchone()

    assert row == (True, "àéż")


def test_stopping_leaves_no_sockets_behind(root: Path) -> None:
    with services.start(root, durable=False) as running:
        sockets = Path(str(conninfo_to_dict(running.urls.admin_database)["host"]))
        assert any(sockets.iterdir())

    assert not sockets.exists()


def test_a_second_start_on_the_same_data_names_the_first(shared: Services, root: Path) -> None:
    with services.start(root, durable=False, postgres=False), pytest.raises(LaunchError, match=r"Another Chorus \(process \d+\)"):
        services.start(root, durable=False, postgres=False)


def test_data_of_another_major_version_is_refused_in_one_sentence(root: Path) -> None:
    services.start(root, durable=False, redis=False).stop()
    (root / "postgres" / "PG_VERSION").write_text("9\n")

    with pytest.raises(LaunchError, match="was written by PostgreSQL 9 and this is"):
        services.start(root, durable=False, redis=False)
