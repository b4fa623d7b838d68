"""`python -m launch up`: the whole of Chorus under one supervisor."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import ExitStack

from pydantic import ValidationError

from config.environment import Environment
from launch.children import Child, Program
from launch.console import say, step
from launch.databases import Installation, installation, published, secret_key_file
from launch.errors import LaunchError, last_words
from launch.locks import hold
from launch.paths import ROOT, DataFolder
from launch.preflight import make_folders, refuse_full_disk, refuse_taken_port
from launch.preparation import collect_static, fill_database, read_sign_ins
from launch.readiness import Deadline, reachable, what_is_missing

_TICK = 0.5


def up() -> None:
    """Run until Ctrl-C or SIGTERM; everything started here has ended when this returns."""
    environment = read_environment()
    data = DataFolder(environment.data_dir)
    make_folders(data)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    with ExitStack() as stack:
        stack.callback(hold(data.run / "lock", f"the data in {data.path}").close)
        refuse_taken_port(environment.bind, environment.port)
        refuse_full_disk(data.path)
        try:
            _run(environment, data, stack)
        except BaseException:
            # From here on everything is being stopped, in the reverse order; a second Ctrl-C must not cut that short.
            _ignore_further_signals()
            raise
        finally:
            stack.close()
            say("Stopped.")


def read_environment() -> Environment:
    """The settings; a value that makes no sense is one sentence."""
    try:
        # Not the addresses that an earlier run of ours may have left behind.
        return Environment(_env_file=ROOT / ".env")
    except ValidationError as error:
        first = error.errors()[0]
        name = f"CHORUS_{'_'.join(map(str, first['loc'])).upper()}"
        raise LaunchError(f"{name} is not usable: {first['msg']} (given: {first['input']!r}).") from None
    except OSError as error:
        raise LaunchError(f"A file named by a CHORUS_..._FILE variable cannot be read: {error}.") from None


def _run(environment: Environment, data: DataFolder, stack: ExitStack) -> None:
    say("Starting Chorus")
    place = stack.enter_context(installation(environment, data))
    env = _variables(environment, place, data)
    fill_database(environment, place.databases, data, env)
    collect_static(data, env)
    stack.enter_context(published({**place.variables(), "CHORUS_PORT": str(environment.port)}, data))
    children = [Child(program, data, env) for program in _programs(environment, data)]
    stack.callback(_stop, children)
    with step("starting the site"):
        for child in children:
            child.start()
        sign_ins = read_sign_ins(environment, data, env)
        _wait_until_ready(environment, children[0])
    say(f"\nChorus is ready: http://{_shown(environment)}/   (Ctrl-C stops it; logs are in {data.logs})\n")
    if sign_ins:
        say(sign_ins.strip() + "\n")
    _watch(children, place)


def _programs(environment: Environment, data: DataFolder) -> list[Program]:
    """In the order of starting; they are stopped in the same order, so that nothing new comes in while work ends."""
    celery = [sys.executable, "-m", "celery", "-A", "config.celery:app"]
    web = [sys.executable, "-m", "daphne", "-v", "0", "-b", environment.bind, "-p", str(environment.port)]
    programs = [
        Program("web", [*web, "--no-server-name", "config.asgi:application"]),
        Program("beat", [*celery, "beat", "-l", "INFO", "--schedule", str(data.run / "beat-schedule"), "--pidfile="]),
        Program("worker", [*celery, "worker", "-l", "INFO", "--concurrency", "2", "--without-gossip", "--without-mingle"]),
    ]
    if environment.mail_listen:
        programs.append(Program("mail", [sys.executable, str(ROOT / "manage.py"), "receive_mail"]))
    return programs


def _variables(environment: Environment, place: Installation, data: DataFolder) -> dict[str, str]:
    given = {name: value for name, value in os.environ.items() if name != "CHORUS_TEST_SERVICES"}
    given |= place.variables()
    if not environment.secret_key:
        given["CHORUS_SECRET_KEY_FILE"] = secret_key_file(data)
    return {**given, "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONUNBUFFERED": "1"}


def _wait_until_ready(environment: Environment, web: Child) -> None:
    deadline = Deadline()
    while missing := what_is_missing(environment.bind, environment.port):
        if web.exit_code() is not None:
            raise LaunchError(f"The web server ended while starting; it said: {last_words(web.log)} (log: {web.log})")
        if deadline.passed():
            raise LaunchError(f"The site did not become ready in time: {missing} (log: {web.log})")
        time.sleep(_TICK / 2)


def _watch(children: list[Child], place: Installation) -> None:
    while True:
        for name in place.services.revive():
            say(f"{name} had stopped and runs again")
        for child in children:
            child.tend()
        time.sleep(_TICK)


def _stop(children: list[Child]) -> None:
    say("\nStopping ...")
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.stop()


def _ignore_further_signals() -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _shown(environment: Environment) -> str:
    host = reachable(environment.bind)
    host = "localhost" if host in {"127.0.0.1", "::1"} else host
    return f"{host}:{environment.port}"
