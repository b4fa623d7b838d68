"""Imports go down the picture, and every file has a room (.importlinter)."""

import configparser
import os

from importlinter import cli

from tests.architecture.house import PICTURE, ROOT, package_folders


def _contract_file() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    return parser


def test_all_contracts_hold(monkeypatch: object, capsys: object) -> None:
    before = os.getcwd()  # noqa: PTH109 - restored by os.chdir below
    os.chdir(ROOT)
    try:
        failed = cli.lint_imports(config_filename=str(ROOT / ".importlinter"), no_cache=True, is_debug_mode=False)
    finally:
        os.chdir(before)
    assert failed == cli.EXIT_STATUS_SUCCESS, capsys.readouterr().out  # type: ignore[attr-defined] # pytest's fixture


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
        if (ROOT / "platform" / name / "models.py").exists() or (ROOT / "platform" / name / "models").is_dir()
    }
    assert protected == with_models
