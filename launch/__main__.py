"""The commands of the Makefile: `python -m launch NAME`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from launch.errors import LaunchError, explain_os_error


def main(arguments: list[str] | None = None) -> int:
    """Run one command; an expected failure is one sentence on standard error and exit code 1."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options)
    except LaunchError as error:
        print(f"\nchorus: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        if (explained := explain_os_error(error)) is None:
            raise
        print(f"\nchorus: {explained}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m launch", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    servers = commands.add_parser("test-services", help="servers for tests, until stopped")
    servers.add_argument("--state", type=Path, required=True, help="the file that will hold their addresses")
    return parser


def _run(options: argparse.Namespace) -> int:
    # Imported only now: `setup` must run before the others' dependencies are installed.
    if options.command == "test-services":
        from launch.standing import serve  # noqa: PLC0415 -- see above

        serve(options.state)
    return 0


if __name__ == "__main__":
    sys.exit(main())
