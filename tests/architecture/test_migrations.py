"""The schema is what the models say, and a release can run beside the one before it."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django_migration_linter import MigrationLinter

from tests.architecture.house import our_apps, stale

RELEASED: dict[str, str] = {}
"""Last migration of each app in the last release; those after it must suit that release. Empty before the first one."""

ACCEPTED = {
    "RUNPYTHON_REVERSIBLE": "no release to go back to yet: 0001 and 0002 build the walls",
    "RUNPYTHON_MODEL_VARIABLE_NAME": "RunPython runs SQL of the walls and never touches models",
}

IN_NEW_TABLES = {"community.0001_initial": ["NOT_NULL", "CREATE_INDEX", "CREATE_INDEX_EXCLUSIVE"]}
"""Columns that are not null from the start, and indexes: their table is made in the same migration, so no release writes
there yet and there is nothing to lock."""


@pytest.mark.django_db(databases=["default", "owner", "system"])
def test_models_and_migrations_agree(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    assert "No changes detected" in capsys.readouterr().out


def _new_migrations() -> list[str]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    ours = {config.label for config in our_apps()}
    return [f"{app}.{name}" for app, name in sorted(loader.disk_migrations) if app in ours and name > RELEASED.get(app, "")]


def test_every_released_migration_is_still_there() -> None:
    on_disk = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    assert set(RELEASED.items()) - on_disk == set()


def test_migrations_are_numbered_in_one_line() -> None:
    numbers: dict[str, list[str]] = {}
    for migration in _new_migrations():
        app, name = migration.split(".", 1)
        assert re.match(r"^\d{4}_[a-z]", name), migration
        numbers.setdefault(app, []).append(name[:4])
    assert {app: found for app, found in numbers.items() if len(found) != len(set(found))} == {}


@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize("name", _new_migrations())
def test_new_migration_suits_the_release_before(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    linter = MigrationLinter(
        no_cache=True,
        database="owner",
        analyser_string="postgresql",
        exclude_migration_tests=[*ACCEPTED, *IN_NEW_TABLES.get(name, [])],
        all_warnings_as_errors=True,
    )
    loader = MigrationLoader(connections["owner"])
    linter.lint_migration(loader.graph.nodes[tuple(name.split(".", 1))])
    assert linter.nb_erroneous == 0, capsys.readouterr().out


def test_apps_with_models_have_migrations() -> None:
    with_migrations = {name.split(".")[0] for name in _new_migrations()} | set(RELEASED)
    assert {config.label for config in our_apps() if list(config.get_models())} - with_migrations == set()
    assert stale(dict.fromkeys(RELEASED, ""), {config.label for config in apps.get_app_configs()}) == set()
