"""What a person can mend is told in one sentence, before anything slow begins."""

import errno
import os
import socket
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from launch import preflight
from launch.commands import run
from launch.errors import LaunchError, explain_os_error
from launch.locks import hold
from launch.paths import DataFolder
from tests.integration.launch.conftest import ROOT

_Usage = namedtuple("_Usage", "total used free")


def _up(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CHORUS_")}
    env = {**clean, "CHORUS_DATA_DIR": str(folder), **variables}
    return subprocess.run(
        [sys.executable, "-m", "launch", "up"], cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=60
    )


def test_a_taken_port_is_told_before_anything_starts(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = _up(tmp_path, CHORUS_PORT=str(port))

    assert answer.returncode == 1
    assert answer.stderr.strip().startswith(f"chorus: Port {port} on 127.0.0.1 is taken by another program")
    assert "Traceback" not in answer.stderr
    assert not (tmp_path / "servers").exists()


def test_a_second_supervisor_names_the_first(tmp_path: Path) -> None:
    preflight.make_folders(DataFolder(tmp_path))
    with hold(tmp_path / "run" / "lock", "this"):
        answer = _up(tmp_path)

    assert answer.returncode == 1
    assert f"Another Chorus (process {os.getpid()}) is using the data in {tmp_path}" in answer.stderr


def test_a_setting_without_sense_is_one_sentence(tmp_path: Path) -> None:
    answer = _up(tmp_path, CHORUS_PORT="eight thousand")

    assert answer.returncode == 1
    assert "CHORUS_PORT is not usable" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_full_disk_is_told_with_numbers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: _Usage(10**12, 10**12 - 10**8, 10**8))

    with pytest.raises(LaunchError, match="has 100 MB free and Chorus needs 500 MB"):
        preflight.refuse_full_disk(tmp_path)


def test_an_address_of_another_machine_is_told() -> None:
    with pytest.raises(LaunchError, match=r"CHORUS_BIND=not\.an\.address"):
        preflight.refuse_taken_port("not.an.address", 8000)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(errno.ENOSPC, "The disk is full at /x"), (errno.EACCES, "No permission to write at /x"), (errno.EROFS, "read-only at /x")],
    ids=["full", "forbidden", "read-only"],
)
def test_failures_of_the_machine_have_a_sentence(number: int, sentence: str) -> None:
    assert sentence in str(explain_os_error(OSError(number, os.strerror(number), "/x")))


def test_other_failures_of_the_machine_are_not_explained_away() -> None:
    assert explain_os_error(OSError(errno.EINVAL, "invalid")) is None


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("error: command 'gcc' failed: No such file or directory", "there is no C compiler"),
        ("fatal error: Python.h: No such file or directory", "there is no C compiler"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("Temporary failure in name resolution", "The package server cannot be reached"),
        ("npm error code EINTEGRITY", "differs from the one that was locked"),
        ("something unheard of", "it said: something unheard of"),
    ],
    ids=["compiler", "headers", "disk", "network", "hash", "unknown"],
)
def test_a_failed_tool_is_explained(tmp_path: Path, said: str, sentence: str) -> None:
    with pytest.raises(LaunchError) as caught:
        run([sys.executable, "-c", f"import sys; sys.exit({said!r})"], what="Building", log=tmp_path / "log", cwd=tmp_path)

    assert str(caught.value).startswith("Building failed")
    assert sentence in str(caught.value)


def test_a_missing_tool_is_named(tmp_path: Path) -> None:
    with pytest.raises(LaunchError, match="the program no-such-tool is not installed"):
        run(["no-such-tool"], what="Building", log=tmp_path / "log", cwd=tmp_path)
