"""What the supervisor does with a child that dies, and with one that was left over."""

import os
import re
import signal
import sys
from pathlib import Path

import pytest

from launch.children import Child, Program, run_once
from launch.errors import LaunchError
from launch.paths import DataFolder
from launch.preflight import make_folders
from launch.processes import PidFile
from tests.integration.launch.conftest import alive, wait_until

_SLEEPER = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(600)"]


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "var")
    make_folders(folder)
    return folder


def _pid(data: DataFolder) -> int:
    return int((data.run / "sleeper.pid").read_text().split()[0])


def test_a_killed_child_starts_again_and_says_so(data: DataFolder, capsys: pytest.CaptureFixture[str]) -> None:
    child = Child(Program("sleeper", _SLEEPER), data, os.environ)
    child.start()
    first = _pid(data)
    os.kill(first, signal.SIGKILL)

    def again() -> bool:
        child.tend()
        return child.exit_code() is None and _pid(data) != first

    wait_until(again)
    second = _pid(data)
    child.stop()

    assert not alive(second)
    assert re.search(r"sleeper stopped with code -9 and starts again in \d+ s", capsys.readouterr().out)


def test_a_leftover_of_ours_is_ended_before_the_next_start(data: DataFolder) -> None:
    left = Child(Program("sleeper", _SLEEPER), data, os.environ)
    left.start()
    leftover = _pid(data)

    child = Child(Program("sleeper", _SLEEPER), data, os.environ)
    child.start()

    wait_until(lambda: left.exit_code() is not None)
    assert _pid(data) != leftover
    child.stop()


def test_a_reused_process_number_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "old.pid"
    file.write_text(f"{os.getpid()} of another boot\n")

    PidFile(file).end_leftover((signal.SIGKILL, 1.0))

    assert alive(os.getpid())
    assert not file.exists()


def test_the_children_of_a_child_are_ended_too(data: DataFolder) -> None:
    parent = "import subprocess, sys, time; p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']);"
    command = [sys.executable, "-c", f"{parent} print(p.pid, flush=True); time.sleep(600)"]
    child = Child(Program("sleeper", command), data, os.environ)
    child.start()
    wait_until(lambda: child.log.read_text().strip().isdigit())
    grandchild = int(child.log.read_text())

    child.stop()

    wait_until(lambda: not alive(grandchild))


def test_only_warnings_and_traces_reach_the_terminal(data: DataFolder, capsys: pytest.CaptureFixture[str]) -> None:
    child = Child(Program("sleeper", _SLEEPER), data, os.environ)
    child.start()
    wait_until(lambda: "up" in child.log.read_text())
    with child.log.open("a") as log:
        log.write("2026-01-01 [info     ] all is well\n2026-01-01 [warning  ] mind the gap\n")
        log.write("2026-01-01 [warning  ] Not Found: /x [django.request]\n")
        log.write("Traceback (most recent call last):\n  File somewhere\nKeyError: 'x'\nGET / 200\n")

    child.tend()
    child.stop()

    shown = capsys.readouterr().out.splitlines()
    assert shown == [
        "sleeper | 2026-01-01 [warning  ] mind the gap",
        "sleeper | Traceback (most recent call last):",
        "sleeper |   File somewhere",
        "sleeper | KeyError: 'x'",
    ]


def test_a_step_reports_its_lines_as_they_come(data: DataFolder) -> None:
    seen: list[str] = []
    # It waits until its first line was reported, so that a report at the end would never let it end.
    program = (
        "import pathlib, sys, time\nprint('first', flush=True)\nwhile not pathlib.Path(sys.argv[1]).exists(): time.sleep(0.01)"
    )
    seen_it = data.path / "seen"

    def note(line: str) -> None:
        seen.append(line)
        seen_it.touch()

    run_once("greet", [sys.executable, "-c", program, str(seen_it)], data, os.environ, progress=note)

    assert seen == ["first"]


def test_a_failed_step_is_one_sentence_that_names_its_log(data: DataFolder) -> None:
    with pytest.raises(LaunchError, match="`greet` failed; it said: no such word") as caught:
        run_once("greet", [sys.executable, "-c", "import sys; sys.exit('no such word')"], data, os.environ)

    assert str(data.logs / "greet.log") in str(caught.value)
