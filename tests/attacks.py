"""Attacks that others published, read as data from what the lock files bring. Nothing of it is ever run here, or committed."""

import ast
import tarfile
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parents[1]
ARCHIVES = ROOT / "var" / "attacks"
_BLEACH = (
    "var/attacks/bleach-*.tar.gz is missing: `make test` brings it, or by hand `.venv/bin/python -m pip download --no-deps"
    " --no-binary bleach --require-hashes -r requirements-attacks.lock -d var/attacks`."
)
_BRS = "The package brs-kb is missing: `make setup` installs it from requirements.lock."
_PURIFY = "frontend/node_modules/dompurify is missing: `make setup`, or `npm ci` in frontend/, brings it."
PURIFIER = ROOT / "frontend" / "node_modules" / "dompurify" / "dist" / "purify.js"


@cache
def from_bleach() -> tuple[str, ...]:
    """Every text that bleach's own tests clean or link: its data files, and the constants of its test modules."""
    archive = next(iter(sorted(ARCHIVES.glob("bleach-*.tar.gz"))), None)
    assert archive is not None, _BLEACH
    found: list[str] = []
    with tarfile.open(archive) as packed:
        for member in packed.getmembers():
            file = packed.extractfile(member) if "/tests/" in member.name else None
            if file is None:
                continue
            text = file.read().decode()
            if member.name.endswith(".test"):
                found.append(text.split("\n--\n")[0])
            elif member.name.endswith(".py"):
                found += _constants(text)
    return _distinct(found)


@cache
def from_brs() -> tuple[str, ...]:
    """The payloads of BRS-KB, taken out of its source without importing it."""
    try:
        files = distribution("brs-kb").files or []
    except PackageNotFoundError:
        raise AssertionError(_BRS) from None
    sources = [Path(str(file.locate())) for file in files if "payloads/" in str(file) and str(file).endswith(".py")]
    return _distinct(payload for source in sources for payload in _payloads(source.read_text(encoding="utf-8")))


@cache
def from_dompurify() -> tuple[str, ...]:
    """The samples in DOMPurify's own description. Its npm package carries no test fixtures; it is our second judge."""
    description = PURIFIER.parents[1] / "README.md"
    assert description.is_file(), _PURIFY
    lines = description.read_text(encoding="utf-8").splitlines()
    samples = [line.split("DOMPurify.sanitize(", 1)[1] for line in lines if line.startswith("DOMPurify.sanitize('")]
    return _distinct(ast.literal_eval(sample[: sample.rindex("'") + 1]) for sample in samples)


@cache
def all_attacks() -> tuple[str, ...]:
    """All of them, each once."""
    return _distinct([*from_dompurify(), *from_bleach(), *from_brs()])


def in_markdown(attack: str) -> Iterator[str]:
    """An attack in the places that Markdown and our own marks have."""
    line = attack.replace("\n", " ")
    yield attack
    yield f"[{line}](<{line}>)"
    yield f"![{line}]({line} '{line}')"
    yield f"<{line}>"
    yield f"```{line}\n{attack}\n```"
    yield f":::spoiler {line}\n||{line}||\n:::"
    yield f"> [!quote post:{line}]\n> @{line} :{line}:\n\n- [x] {line}\n\n| {line} |\n|:-:|\n| {line} |"


def _constants(source: str) -> list[str]:
    return [
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 20_000
        if "<" in node.value or ":" in node.value
    ]


def _payloads(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.keyword) and node.arg == "payload":
            try:
                value = ast.literal_eval(node.value)
            except ValueError:
                continue
            if isinstance(value, str):
                yield value


def _distinct(attacks: "Iterator[str] | list[str]") -> tuple[str, ...]:
    # a lone surrogate is no text to any of our doors: JSON, forms and the database refuse it
    usable = (attack.encode("utf-8", "replace").decode() for attack in attacks)
    return tuple(dict.fromkeys(attack for attack in usable if attack.strip()))
