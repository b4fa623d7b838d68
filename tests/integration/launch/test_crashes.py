"""Nothing survives its supervisor, and nothing that a crash leaves behind stops the next start."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import redis

from launch import services
from launch.embedded.folders import socket_folder
from launch.embedded.postgres import Postgres
from tests.integration.launch.conftest import ROOT, alive, postmaster, standing_services, valkey, wait_until

only_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can tie a child's life to its parent's")


@only_linux
def test_servers_die_with_a_killed_supervisor(tmp_path: Path) -> None:
    with standing_services(tmp_path) as standing:
        root = next(tmp_path.glob("chorus-test-*"))
        servers = [postmaster(root), valkey(root)]
        standing.process.kill()
        wait_until(lambda: not any(alive(pid) for pid in servers))


def test_an_ended_supervisor_leaves_nothing(tmp_path: Path) -> None:
    with standing_services(tmp_path) as standing:
        root = next(tmp_path.glob("chorus-test-*"))
        servers = [postmaster(root), valkey(root)]
        standing.process.send_signal(signal.SIGTERM)
        assert standing.process.wait(30) == 0

    assert not any(alive(pid) for pid in servers)
    assert not root.exists()
    assert not (tmp_path / "state.json").exists()


def test_data_survives_kill_9_of_both_servers(root: Path) -> None:
    with services.start(root, durable=True) as running:
        with psycopg.connect(running.urls.admin_database, autocommit=True) as connection:
            connection.execute("create table kept as select 'here' as word")
        client = redis.Redis.from_url(running.urls.redis)
        client.config_set("appendfsync", "always")
        client.set("kept", "here")
        for pid in (postmaster(root), valkey(root)):
            os.kill(pid, signal.SIGKILL)

        revived: set[str] = set()

        def both_again() -> bool:
            revived.update(running.revive())
            return revived == {"Postgres", "Redis"}

        wait_until(both_again)

        with psycopg.connect(running.urls.admin_database) as connection:
            assert connection.execute("select word from kept").fetchone() == ("here",)
        assert redis.Redis.from_url(running.urls.redis).get("kept") == b"here"


def test_a_pid_file_that_names_a_stranger_is_ignored(root: Path) -> None:
    services.start(root, durable=False, redis=False).stop()
    (root / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{root / 'postgres'}\n0\n5432\n\n\n0 0\nready\n")
    (root / "redis.pid").write_text(f"{os.getpid()} another:start\n")

    with services.start(root, durable=False) as running:
        psycopg.connect(running.urls.admin_database).close()
        assert redis.Redis.from_url(running.urls.redis).ping()

    assert alive(os.getpid())


def test_a_server_that_outlived_us_is_ended_before_a_new_one_starts(root: Path) -> None:
    services.start(root, durable=False, redis=False).stop()
    left = Postgres(root.resolve(), sockets=socket_folder(root), log=root / "left.log", durable=False)
    left.start()
    forgotten = postmaster(root)

    with services.start(root, durable=False, redis=False) as running:
        psycopg.connect(running.urls.admin_database).close()
        assert postmaster(root) != forgotten
        assert not left.running()


def test_a_half_made_data_folder_is_made_anew(root: Path) -> None:
    draft = root / "postgres.new"
    draft.mkdir(parents=True)
    (draft / "PG_VERSION").write_text("18\n")

    with services.start(root, durable=False, redis=False) as running:
        psycopg.connect(running.urls.admin_database).close()


def test_a_failed_start_is_one_sentence_with_the_servers_own_words(root: Path) -> None:
    services.start(root, durable=False, redis=False).stop()
    (root / "postgres" / "postgresql.conf").write_text("nonsense = on\n")

    answer = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-c", _START, str(root)], capture_output=True, text=True, check=False, cwd=ROOT
    )

    assert "did not start; it said:" in answer.stdout
    assert "nonsense" in answer.stdout


_START = """
import sys
from pathlib import Path
from launch import services
from launch.errors import LaunchError
try:
    services.start(Path(sys.argv[1]), durable=False, redis=False)
except LaunchError as error:
    print(error)
"""
