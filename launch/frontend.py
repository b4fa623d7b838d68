"""The front end's packages and its build."""

from __future__ import annotations

from pathlib import Path

from launch.commands import run
from launch.console import step
from launch.node import Node, bring_node
from launch.paths import FRONTEND, LOCALE, ROOT
from launch.stamps import Stamps, digest

_MANIFESTS = (FRONTEND / "package-lock.json", FRONTEND / "package.json", FRONTEND / ".npmrc")


def refresh(stamps: Stamps, log: Path) -> None:
    """Install and build whatever has changed since the last time."""
    packages, sources = digest(*_MANIFESTS), _sources()
    installed = stamps.fresh("npm", packages) and (FRONTEND / "node_modules").is_dir()
    built = stamps.fresh("frontend", sources) and (FRONTEND / "dist").is_dir()
    if installed and built:
        return
    with step("finding Node"):
        node = bring_node(log)
    if not installed:
        with step("installing the front end's packages"):
            npm(node, "ci", "--no-audit", "--no-fund", what="Installing the front end's packages", log=log)
        stamps.mark("npm", packages)
    with step("building the front end"):
        npm(node, "run", "build", what="Building the front end", log=log)
    # Measured again: the build may write generated sources.
    stamps.mark("frontend", _sources())


def _sources() -> str:
    # Not the compiled catalogues: those change when the translations are compiled, after this.
    return digest(FRONTEND, *sorted(LOCALE.rglob("*.po")))


def npm(node: Node, *arguments: str, what: str, log: Path) -> None:
    """One npm command in frontend/."""
    run([node.npm, *arguments], what=what, log=log, cwd=FRONTEND, env=node.variables)


def exists() -> bool:
    """Whether this checkout has a front end to build."""
    return (ROOT / "frontend" / "package-lock.json").is_file()
