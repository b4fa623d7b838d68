"""`python -m launch fmt`: put the code into the form that `check` asks for."""

from __future__ import annotations

import os
import subprocess

from launch import frontend
from launch.node import bring_node
from launch.paths import FRONTEND, ROOT, VENV, DataFolder


def format_code() -> int:
    """Format and mend what can be mended without thought; the first failure's exit code, else 0."""
    ruff = str(VENV / "bin" / "ruff")
    codes = [
        subprocess.run(command, cwd=ROOT, check=False).returncode
        for command in ([ruff, "check", "--fix", "--quiet", "."], [ruff, "format", "."])
    ]
    if frontend.exists():
        biome = [str(FRONTEND / "node_modules" / ".bin" / "biome"), "check", "--write", "."]
        env = bring_node(DataFolder(ROOT / "var").logs / "fmt.log").variables
        codes.append(subprocess.run(biome, cwd=FRONTEND, env={**os.environ, **env}, check=False).returncode)
    return next((code for code in codes if code), 0)
