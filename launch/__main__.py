"""The commands of the Makefile: `python -m launch NAME`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from launch.errors import LaunchError, explain_os_error


def main(arguments: list[str] | None = None) -> int:
    """Run one command; an expected failure is one sentence on standard error and exit code 1."""
    options, rest = _parser().parse_known_args(arguments)
    try:
        return _run(options, rest)
    except LaunchError as error:
        return _complain(str(error))
    except OSError as error:
        if (explained := explain_os_error(error)) is None:
            raise
        return _complain(str(explained))
    except KeyboardInterrupt:
        # The usual way to end `up`; for a command cut short it is a failure.
        return 0 if options.command == "up" else 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m launch", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("setup", help="make or mend .venv, the front end and the translations")
    commands.add_parser("up", help="run everything until Ctrl-C")
    commands.add_parser("test", help="run every test; further words go to pytest", add_help=False)
    commands.add_parser("check", help="lint, types, layers, settings")
    commands.add_parser("fmt", help="format the code")
    commands.add_parser("clean", help="remove what setup can make again")
    servers = commands.add_parser("test-services", help="servers for tests, until stopped")
    servers.add_argument("--state", type=Path, required=True, help="the file that will hold their addresses")
    return parser


def _run(options: argparse.Namespace, rest: list[str]) -> int:
    # Each is imported only when asked for: `setup` runs before anything is installed.
    if rest and options.command != "test":
        raise LaunchError(f"`{options.command}` does not know {' '.join(rest)}.")
    if options.command == "setup":
        from launch.bootstrap import setup  # noqa: PLC0415 -- see above

        setup()
    elif options.command == "up":
        from launch.up import up  # noqa: PLC0415 -- see above

        up()
    elif options.command == "test":
        from launch.testrun import run_tests  # noqa: PLC0415 -- see above

        return run_tests(rest)
    elif options.command == "check":
        from launch.checks import run_checks  # noqa: PLC0415 -- see above

        return run_checks()
    elif options.command == "fmt":
        from launch.formatting import format_code  # noqa: PLC0415 -- see above

        return format_code()
    elif options.command == "clean":
        from launch.cleaning import clean  # noqa: PLC0415 -- see above

        clean()
    else:
        from launch.standing import serve  # noqa: PLC0415 -- see above

        serve(options.state)
    return 0


def _complain(sentence: str) -> int:
    print(f"\nchorus: {sentence}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
