"""What changed between two texts, for any two texts."""

import time

from hypothesis import given
from hypothesis import strategies as st

from community.differences import GONE, NEW, SAME, changed_characters, diff_inline, diff_rows

texts = st.text(st.sampled_from("ab c\n.é") | st.characters(exclude_categories=("Cs",)), max_size=80)


@given(texts, texts)
def test_pieces_without_the_new_are_the_old_text_and_without_the_gone_the_new(old: str, new: str) -> None:
    pieces = diff_inline(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != NEW) == old
    assert "".join(piece.text for piece in pieces if piece.kind != GONE) == new


@given(texts)
def test_the_same_text_has_no_differences(text: str) -> None:
    assert all(piece.kind == SAME for piece in diff_inline(text, text))
    assert changed_characters(text, text) == 0


@given(texts, texts)
def test_rows_hold_every_line_of_both_sides(old: str, new: str) -> None:
    rows = diff_rows(old, new)
    assert ["".join(p.text for p in row.left) for row in rows if row.left is not None] == old.splitlines()
    assert ["".join(p.text for p in row.right) for row in rows if row.right is not None] == new.splitlines()


def test_words_that_changed_are_marked_and_not_their_line() -> None:
    pieces = [(piece.kind, piece.text) for piece in diff_inline("Use citric acid.\nRinse.", "Use acetic acid.\nRinse.")]
    assert pieces == [(SAME, "Use "), (GONE, "citric"), (NEW, "acetic"), (SAME, " acid.\nRinse.")]


def test_long_texts_are_compared_in_good_time() -> None:
    old, new = "word " * 10_000, "other " * 8_000
    started = time.process_time()
    diff_inline(old, new)
    diff_inline("\n".join("ab" * 12_000), "\n".join("ba" * 12_000))
    assert time.process_time() - started < 5
