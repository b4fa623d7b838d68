"""Imports go down the picture, and every file has a room (.importlinter)."""

import configparser
import subprocess
import sys
from pathlib import Path

from tests.architecture.house import PICTURE, PLATFORM, ROOT, package_folders


def _contract_file() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    return parser


def test_all_contracts_hold() -> None:
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(  # noqa: S603 - our own tool
        [program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_every_folder_is_watched_and_every_watched_package_exists() -> None:
    watched = _contract_file()["importlinter"]["root_packages"].split()
    assert sorted(watched) == sorted(package_folders())


def test_the_picture_is_the_same_here_and_in_the_contract() -> None:
    lines = _contract_file()["importlinter:contract:stack"]["layers"].split("\n")
    drawn = [sorted(name.strip() for name in line.split("|")) for line in lines if line.strip()]
    assert drawn == [sorted(row) for row in reversed(PICTURE)]


def test_every_package_but_the_supervisor_has_rooms() -> None:
    sections = _contract_file()
    rooms = [name for name in sections.sections() if name.startswith("importlinter:contract:rooms-")]
    furnished = [container for name in rooms for container in sections[name]["containers"].split()]
    assert sorted(furnished) == sorted(set(package_folders()) - {"launch"})
    assert all(sections[name].getboolean("exhaustive") for name in rooms)


def test_models_of_every_app_that_has_some_are_protected() -> None:
    sections = _contract_file()
    protected = {
        sections[name]["protected_modules"].strip()
        for name in sections.sections()
        if name.startswith("importlinter:contract:models-of-")
    }
    with_models = {
        f"{name}.models"
        for name in package_folders()
        if any((folder / name / "models.py").exists() or (folder / name / "models").is_dir() for folder in (PLATFORM, ROOT))
    }
    assert protected == with_models
