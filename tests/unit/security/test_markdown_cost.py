"""A text of the greatest length that is accepted must not keep a thread for long, whatever it is made of."""

import time

import pytest

from kernel.markdown import plain_text, render_markdown

LENGTH = 50_000
PARTS = {
    "quotes": ">",
    "brackets": "[",
    "images": "![",
    "emphasis": "*_",
    "strong": "a**b",
    "struck": "~~a ",
    "lists": "- ",
    "numbers": "1. ",
    "addresses": "http://1.",
    "hosts": "a.",
    "mails": "a.b-@",
    "fuzzy": "a.com ",
    "words": "http://1." * 200 + " ",
    "links": "[a](b ",
    "references": "[a]: ",
    "autolinks": "<http://a",
    "tags": "<a ",
    "entities": "&#",
    "fences": "```\n",
    "spans": "`a``",
    "escapes": "\\",
    "spoilers": "||a ",
    "bars": "|",
    "covers": ":::spoiler\n",
    "names": "@a ",
    "signs": "@",
    "emoji": ":a:",
    "colons": ":",
    "tasks": "- [ ] a\n",
    "sources": "> [!quote post:0198d3a2-5f00-7000-8000-000000000001]\n\n",
    "cards": "http://a.example/\n\n",
    "uploads": "![a](upload:0198d3a2-5f00-7000-8000-000000000001)",
    "parentheses": "http://a.b/" + "(" * 100,
}


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS.keys())
def test_no_repetition_takes_long(part: str) -> None:
    text = (part * LENGTH)[:LENGTH]
    start = time.thread_time()
    plain_text(render_markdown(text))
    assert time.thread_time() - start < 3


def test_links_stand_beside_a_long_word() -> None:
    assert 'href="https://example.org/a"' in render_markdown("x" * 1_900 + " https://example.org/a")
