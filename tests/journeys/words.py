"""What a text of the staff application says in a language, from the translators' own file."""

from functools import cache
from io import StringIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.plugin import ROOT


def desk_text(text: str, language: str) -> str:
    """The translation; English is the source. An untranslated text is a failure."""
    if language == "en":
        return text
    message = _catalogue(language).get(text)
    assert message is not None, f"{text!r} is not in locale/{language}/workspace.po"
    assert message.string, f"{text!r} has no translation in locale/{language}/workspace.po"
    return str(message.string)


@cache
def _catalogue(language: str) -> Catalog:
    text = (ROOT / "locale" / language / "workspace.po").read_text(encoding="utf-8")
    # Lingui leaves the times of its header empty, which Babel cannot read.
    lines = [line for line in text.splitlines() if "-Date: " not in line]
    return read_po(StringIO("\n".join(lines)), locale=language)
