"""Lighthouse from npm, in bench/npm so that nobody who only runs Chorus downloads it, and Debian's Chromium."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from launch.chromium import bring_chromium
from launch.commands import run
from launch.node import Node, bring_node
from launch.paths import ROOT, DataFolder
from launch.stamps import Stamps, digest

_FOLDER = ROOT / "bench" / "npm"
_BROWSER = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)
# In one category each: what a page for people without an account is judged by.
CATEGORIES = {"performance": "performance", "accessibility": "accessibility", "best-practices": "best practices", "seo": "SEO"}


@dataclass(frozen=True)
class Report:
    """What Lighthouse says of one page: scores from 0 to 100 by category, what costs points, and the figures behind it."""

    scores: dict[str, int]
    faults: list[str]
    largest_paint_ms: float
    layout_shift: float
    blocking_ms: float
    script_bytes: float


class Lighthouse:
    """The installed tool; each call opens a browser of its own, a phone on a slow network with a quarter of the processor."""

    def __init__(self) -> None:
        data = DataFolder(ROOT / "var")
        log = data.logs / "bench-setup.log"
        self._node: Node = bring_node(log)
        self._chromium = bring_chromium(log)
        stamps, locked = Stamps(data.stamps), digest(*sorted(_FOLDER.glob("package*.json")), _FOLDER / ".npmrc")
        if not (stamps.fresh("lighthouse", locked) and (_FOLDER / "node_modules").is_dir()):
            command: list[str | Path] = [self._node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
            run(command, what="Installing Lighthouse", log=log, cwd=_FOLDER, env=self._node.variables)
            stamps.mark("lighthouse", locked)

    def measure(self, url: str, *, skipped: tuple[str, ...] = ()) -> Report:
        """The report of one address; `skipped` names audits that do not apply to it."""
        command = [
            "node", str(_FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"), url, "--quiet", "--output=json",
            f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={_BROWSER}",
            *([f"--skip-audits={','.join(skipped)}"] if skipped else []),
        ]  # fmt: skip
        env = {**os.environ, **self._node.variables, "CHROME_PATH": self._chromium}
        done = subprocess.run(command, cwd=_FOLDER, env=env, capture_output=True, text=True, check=False, timeout=300)
        if done.returncode != 0:
            raise SystemExit(f"Lighthouse could not look at {url}: {done.stderr.strip()[-500:]}")
        return _read(json.loads(done.stdout))


def _read(answer: dict[str, Any]) -> Report:
    audits = answer["audits"]
    scores: dict[str, int] = {}
    faults: list[str] = []
    for key, category in answer["categories"].items():
        if category["score"] is None:
            raise SystemExit(f"Lighthouse gives no score for {key}: {answer.get('runtimeError', {}).get('message', 'no reason')}")
        scores[key] = round(category["score"] * 100)
        for part in category["auditRefs"]:
            audit = audits[part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                faults.append(f"{audit['title']}{_where(audit)}")
    requests = audits["network-requests"]["details"]["items"] if "network-requests" in audits else []
    return Report(
        scores,
        faults,
        largest_paint_ms=audits["largest-contentful-paint"]["numericValue"],
        layout_shift=audits["cumulative-layout-shift"]["numericValue"],
        blocking_ms=audits["total-blocking-time"]["numericValue"],
        script_bytes=sum(item["transferSize"] for item in requests if item.get("resourceType") == "Script"),
    )


def _where(audit: dict[str, Any]) -> str:
    items = (audit.get("details") or {}).get("items") or []
    snippets = [item["node"]["snippet"] for item in items if isinstance(item, dict) and "node" in item]
    return f" ({'; '.join(snippets[:3])})" if snippets else ""
