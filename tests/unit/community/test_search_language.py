"""The search field's operators: what is understood, what stays a word, what is told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.search_language import SearchQuery, parse_search


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("descale machine", SearchQuery(words="descale machine")),
        ('"blue light" -red', SearchQuery(words='"blue light" -red')),
        ("@Maya tips", SearchQuery(words="tips", authors=frozenset({"maya"}))),
        ("#machines", SearchQuery(spaces=frozenset({"machines"}))),
        ("#=machines", SearchQuery(exact_spaces=frozenset({"machines"}))),
        ("category:machines", SearchQuery(spaces=frozenset({"machines"}))),
        ("tags:a+b", SearchQuery(all_tags=frozenset({"a", "b"}))),
        ("tags:a,b -tags:c", SearchQuery(any_tags=frozenset({"a", "b"}), no_tags=frozenset({"c"}))),
        ("in:title in:bookmarks", SearchQuery(within=frozenset({"title", "bookmarks"}))),
        ("status:solved", SearchQuery(status=frozenset({"solved"}))),
        ("after:2026-01-31 before:2026-02-28", SearchQuery(after=date(2026, 1, 31), before=date(2026, 2, 28))),
        ("min_posts:3 views-max:9 likes-min:2", SearchQuery(numbers={"min_posts": 3, "max_views": 9, "min_likes": 2})),
        (
            "likes-op-min:1 likes-op-max:4 posters-min:2 posters-max:3",
            SearchQuery(numbers={"min_op_likes": 1, "max_op_likes": 4, "min_posters": 2, "max_posters": 3}),
        ),
        ("with:images filetype:pdf", SearchQuery(with_images=True, file_types=frozenset({"pdf"}))),
        ("order:likes locale:de", SearchQuery(order="likes", languages=frozenset({"de"}))),
        ("group:vets badge:helper", SearchQuery(groups=frozenset({"vets"}), badges=frozenset({"helper"}))),
        ("http://x.example/a 12:30 note:", SearchQuery(words="http://x.example/a 12:30 note:")),
        ("#", SearchQuery(words="#")),
    ],
)
def test_what_is_typed_is_understood(typed: str, wanted: SearchQuery) -> None:
    assert parse_search(typed) == wanted


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("after:tomorrow", "bad_date"),
        ("after:2026-02-30", "bad_date"),
        ("before:20260101", "bad_date"),
        ("min_posts:many", "bad_number"),
        ("min_posts:٣", "bad_number"),
        ("min_posts:99999999999", "bad_number"),
        ("status:sleepy", "bad_value"),
        ("order:random", "bad_value"),
        ("in:messages", "elsewhere"),
        ("assigned:maya", "elsewhere"),
    ],
)
def test_what_cannot_be_meant_is_told(typed: str, code: str) -> None:
    query = parse_search(f"tea {typed}")
    assert (query.words, [problem[0] for problem in query.problems]) == ("tea", [code])


@given(st.text(max_size=600))
def test_any_text_is_read_and_reading_its_words_again_changes_nothing(text: str) -> None:
    query = parse_search(text)
    assert "\x00" not in query.words
    assert parse_search(query.words).words == query.words
