"""Setting up again does only what has changed."""

import json
from pathlib import Path

import pytest

from launch.node import is_new_enough
from launch.stamps import Stamps, digest
from tests.integration.launch.conftest import ROOT


def test_a_step_is_fresh_until_a_file_changes(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.txt").write_text("one")
    stamps = Stamps(tmp_path / "stamps")
    stamps.mark("build", digest(source))
    assert stamps.fresh("build", digest(source))

    (source / "a.txt").write_text("two")

    assert not stamps.fresh("build", digest(source))


@pytest.mark.parametrize("ignored", ["node_modules", "dist", "__pycache__"])
def test_what_a_build_makes_does_not_count(tmp_path: Path, ignored: str) -> None:
    before = digest(tmp_path)

    (tmp_path / ignored).mkdir()
    (tmp_path / ignored / "made.js").write_text("made")

    assert digest(tmp_path) == before


def test_a_folder_that_is_asked_for_counts_whatever_its_name(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    dist.mkdir()
    before = digest(dist)

    (dist / "app.js").write_text("new")

    assert digest(dist) != before


def test_a_renamed_file_counts_as_a_change(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("same")
    before = digest(tmp_path)

    (tmp_path / "a").rename(tmp_path / "b")

    assert digest(tmp_path) != before


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements*.lock")), ids=lambda path: path.name)
def test_lock_files_name_no_host_and_pin_everything(lock: Path) -> None:
    lines = [line for line in lock.read_text().splitlines() if line and not line.lstrip().startswith("#")]

    assert not [line for line in lines if "://" in line]
    assert not [line for line in lines if not line.startswith(" ") and "==" not in line]
    assert any("--hash=sha256:" in line for line in lines)


@pytest.mark.parametrize("folder", ["frontend", "bench/npm"])
def test_the_npm_lock_names_no_host_and_serves_every_platform(folder: str) -> None:
    text = (ROOT / folder / "package-lock.json").read_text()
    packages = json.loads(text)["packages"]
    named = {path.rpartition("node_modules/")[2] for path in packages}
    optional = {name for package in packages.values() for name in package.get("optionalDependencies", {})}

    assert "://" not in text  # nor the addresses under which packages ask for funding: drop their "funding" entries
    assert not [path for path, package in packages.items() if "resolved" in package]
    assert not [path for path, package in packages.items() if path and not ({"version", "integrity"} <= package.keys())]
    # npm prunes other machines' builds from the lock when node_modules is there; `npm ci` then fails in a clean clone
    assert optional - named == set()


@pytest.mark.parametrize(
    ("version", "usable"),
    [
        ("v18.20.4", False),
        ("v20.18.0", False),
        ("v20.19.0", True),
        ("v21.7.0", False),
        ("v22.11.0", False),
        ("v24.1.0", True),
        ("", False),
    ],
)
def test_a_node_is_used_only_when_vite_accepts_it(version: str, usable: bool) -> None:
    assert is_new_enough(version) is usable
