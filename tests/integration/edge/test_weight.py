"""How much script a reader's browser fetches: the budget of a topic page, whatever happens on it."""

import gzip
import json
from functools import cache
from typing import Any

from tests.plugin import ROOT

DIST = ROOT / "frontend" / "dist"
LIMIT = 50_000
LANGUAGES_ON_A_PAGE = 4
COMMUNITY = "src/community/main.ts"


@cache
def manifest() -> dict[str, Any]:
    """What Vite says of its build."""
    file = DIST / "manifest.json"
    assert file.is_file(), "The front end is not built: `make setup`."
    return dict(json.loads(file.read_text(encoding="utf-8")))


def size_of(chunk: str) -> int:
    """Bytes of one chunk's script, compressed as the server sends it to the least able browser."""
    return len(gzip.compress((DIST / manifest()[chunk]["file"]).read_bytes(), 9))


def reachable(chunk: str, *, later: bool) -> set[str]:
    """The chunk and everything it imports; with `later` what it may load while the page is open, too."""
    found: set[str] = set()
    waiting = [chunk]
    while waiting:
        name = waiting.pop()
        if name not in found and manifest()[name]["file"].endswith(".js"):
            found.add(name)
            waiting += manifest()[name].get("imports", [])
            waiting += manifest()[name].get("dynamicImports", []) if later else []
    return found


def test_a_topic_page_needs_at_most_50_kilobytes_of_script_with_everything_that_it_may_load_later() -> None:
    chunks = reachable(COMMUNITY, later=True)
    languages = {name for name in chunks if "/highlight.js/es/languages/" in name}
    heaviest = sorted(map(size_of, languages), reverse=True)[:LANGUAGES_ON_A_PAGE]

    assert sum(map(size_of, chunks - languages)) + sum(heaviest) <= LIMIT


def test_a_page_without_code_or_composer_starts_with_a_third_of_that() -> None:
    assert sum(map(size_of, reachable(COMMUNITY, later=False))) <= LIMIT / 3


def test_every_script_and_style_lies_beside_its_compressed_twins() -> None:
    texts = [path for path in (DIST / "assets").iterdir() if path.suffix in {".js", ".css", ".svg"}]

    assert texts
    missing = [f"{path.name}{end}" for path in texts for end in (".gz", ".br") if not path.with_name(path.name + end).is_file()]
    assert not missing
