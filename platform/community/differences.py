"""What changed between two texts: lines first, and words inside the lines that changed. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
MOST_WORDS = 1_500
"""A changed part with more words is shown as replaced as a whole: comparing costs the product of both lengths."""
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stayed, went or came."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """Two lines beside each other; None where one side has none."""

    left: Sequence[Piece] | None
    right: Sequence[Piece] | None
    changed: bool


def diff_inline(old: str, new: str) -> list[Piece]:
    """One text with what went and what came; without the new pieces it is `old`, without the gone ones `new`."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        gone, came = "".join(before[a:b]), "".join(after[c:d])
        pieces.extend([Piece(SAME, gone)] if tag == "equal" else _words(gone, came))
    return _joined(pieces)


def diff_rows(old: str, new: str) -> list[Row]:
    """The same side by side, a row for each line."""
    before, after = old.splitlines(), new.splitlines()
    rows: list[Row] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            rows.extend(Row([Piece(SAME, line)], [Piece(SAME, line)], changed=False) for line in before[a:b])
            continue
        lines, others = before[a:b], after[c:d]
        for index in range(max(len(lines), len(others))):
            left = lines[index] if index < len(lines) else None
            right = others[index] if index < len(others) else None
            rows.append(_row(left, right))
    return rows


def changed_characters(old: str, new: str) -> int:
    """How many characters went or came, whichever is more."""
    pieces = diff_inline(old, new)
    return max(sum(len(p.text) for p in pieces if p.kind == kind) for kind in (GONE, NEW)) if pieces else 0


def _row(left: str | None, right: str | None) -> Row:
    if left is None or right is None:
        return Row(
            [Piece(GONE, left)] if left is not None else None, [Piece(NEW, right)] if right is not None else None, changed=True
        )
    pieces = _words(left, right)
    return Row(
        _joined(piece for piece in pieces if piece.kind != NEW),
        _joined(piece for piece in pieces if piece.kind != GONE),
        changed=True,
    )


def _words(old: str, new: str) -> list[Piece]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    if not before or not after or max(len(before), len(after)) > MOST_WORDS:
        return [Piece(kind, text) for kind, text in ((GONE, old), (NEW, new)) if text]
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(SAME, "".join(before[a:b])))
            continue
        pieces.extend(Piece(kind, "".join(words)) for kind, words in ((GONE, before[a:b]), (NEW, after[c:d])) if words)
    return pieces


def _joined(pieces: "Sequence[Piece] | Iterator[Piece]") -> list[Piece]:
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].kind == piece.kind:
            found[-1] = Piece(piece.kind, found[-1].text + piece.text)
        elif piece.text:
            found.append(piece)
    return found
