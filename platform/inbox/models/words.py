"""Text as the search index holds it, for every script.

PostgreSQL's parser takes a run of Chinese or Japanese for one word. Spaced out, each character is a word of its own and a
query asks for them side by side.
"""

import re
import unicodedata

_WITHOUT_SPACES = "぀-ヿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ"
_CHARACTER = re.compile(f"([{_WITHOUT_SPACES}])")
_WORD = re.compile(r"[^\W_]+")
MOST = 20_000


def searchable(*texts: str) -> str:
    """The words of the texts folded for the index: case, width, accents and all signs away, no longer than an entry may be.

    Signs go because PostgreSQL's parser reads them: in "AB-1234" it would see the number -1234.
    """
    return " ".join(_WORD.findall(_fold(" ".join(texts))))[:MOST]


def as_query(text: str) -> str:
    """What somebody typed as a tsquery: every word, the last letters of each open; empty when there is no word in it."""
    parts = []
    for word in _WORD.findall(unicodedata.normalize("NFKC", text)[:200]):
        lexemes = _WORD.findall(_fold(word))[:12]
        if len(lexemes) > 1:
            parts.append("(" + " <-> ".join(f"'{lexeme}'" for lexeme in lexemes) + ")")
        elif lexemes:
            parts.append(f"'{lexemes[0]}'" if _CHARACTER.fullmatch(lexemes[0]) else f"'{lexemes[0]}':*")
    return " & ".join(parts[:12])


def _fold(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not _is_latin_accent(c))
    return _CHARACTER.sub(r" \1 ", unicodedata.normalize("NFKC", plain).replace("\x00", ""))


def _is_latin_accent(character: str) -> bool:
    return "̀" <= character <= "ͯ"
