"""What may stand in a text that people read: any script, and nothing that breaks a document or hides itself."""

import unicodedata

_BENDING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Controls that turn the direction of the words after them, also of words that somebody else wrote."""
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs by their category that show nothing."""


def printable(text: str) -> str:
    """The text without control characters, halves of characters, and what no XML document may hold."""
    if text.isprintable():
        return text  # nearly every title and name, and a hundred times as fast
    return "".join(c for c in text if c in "\n\t" or not (unicodedata.category(c) in {"Cc", "Cs"} or ord(c) & 0xFFFE == 0xFFFE))


def one_line(text: str) -> str:
    """The same on one line, as a title or a name stands among other words; empty when nothing of it would be seen."""
    shown = text if text.isprintable() else "".join(c for c in printable(text) if c not in _BENDING)
    line = " ".join(shown.split())
    seen = any(unicodedata.category(c)[0] in "LNPS" and c not in _BLANK for c in line)
    return line if seen else ""
