"""`platform/` is a folder on the path and never a package; no app takes a name that is in use."""

import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest

from tests.architecture.house import PLATFORM, ROOT, package_folders
from tests.plugin import database_urls

LOOK = "import platform; assert platform.python_implementation() and 'lib/python' in platform.__file__, platform.__file__; print('standard')"


@pytest.mark.parametrize("folder", ["platform", "locale"])
def test_folder_is_no_package(folder: str) -> None:
    assert not (ROOT / folder / "__init__.py").exists()


def test_no_app_takes_a_name_of_the_standard_library() -> None:
    assert set(package_folders()) & set(sys.stdlib_module_names) == set()


def test_no_app_takes_a_name_of_an_installed_package() -> None:
    taken = {name for name, owners in packages_distributions().items() if set(owners) != {"chorus"}}
    assert set(package_folders()) & taken == set()


def test_every_tool_looks_into_the_same_folders() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    both = {".", "platform"}
    assert set(tools["hatch"]["build"]["dev-mode-dirs"]) == both
    assert set(tools["pytest"]["ini_options"]["pythonpath"]) == both
    assert set(tools["ruff"]["src"]) == both
    assert tools["mypy"]["mypy_path"].split(":") == ["$MYPY_CONFIG_FILE_DIR", "$MYPY_CONFIG_FILE_DIR/platform"]
    assert sorted(tools["mypy"]["packages"]) == sorted(package_folders())


def test_every_folder_has_an_init_so_that_tools_see_it() -> None:
    folders = [PLATFORM / name for name in package_folders() if (PLATFORM / name).is_dir()]
    missing = [
        str(folder.relative_to(ROOT))
        for top in folders
        for folder in [top, *(path for path in top.rglob("*") if path.is_dir())]
        if any(folder.glob("*.py")) and not (folder / "__init__.py").exists()
    ]
    assert missing == []


def test_platform_is_the_standard_module_under_pytest() -> None:
    import platform

    assert platform.python_implementation()


def _run(*command: str) -> str:
    environment = {**__import__("os").environ, **database_urls()}
    done = subprocess.run(  # noqa: S603 - our own interpreter
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_platform_is_the_standard_module_under_manage_py() -> None:
    assert "standard" in _run(sys.executable, "manage.py", "shell", "--no-imports", "-c", LOOK)


def test_platform_is_the_standard_module_in_a_celery_worker() -> None:
    code = f"from celery.app.utils import find_app; find_app('config.celery').loader.import_default_modules(); {LOOK}"
    assert "standard" in _run(sys.executable, "-c", code)


def test_platform_is_the_standard_module_in_daphne() -> None:
    code = f"import daphne.cli, daphne.server, config.asgi; {LOOK}"
    assert "standard" in _run(sys.executable, "-c", code)
