"""Names that a person would take for another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.lookalikes import MOST_SPELLINGS, look_of, plain_letters, spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alice", "Аlice"),
        ("Alice", "AIice"),
        ("Alice", "a l i c e"),
        ("Alice", "Alicé"),
        ("Alice", "Al\u200bice"),
        ("Alice", "al\u0131ce"),
        ("Alice", "\ua4eelice"),
        ("Alice", "\u13aalice"),
        ("ALICE", "\ua4ee\ua4e1\ua4f2\ua4da\ua4f0"),
        ("Bob", "B0b"),
        ("Moderator", "M\u043ederator"),
        ("Warner", "VVamer"),
        ("Ελενη", "ΕλΕνη"),
    ],
)
def test_names_that_look_the_same_are_alike(one: str, other: str) -> None:
    assert look_of(one) & look_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Ian", "Lan"), ("Ben", "Berta"), ("Alice", "Alicia"), ("Dora", "Doris"), ("Иван", "Ivan"), ("李", "王")]
)
def test_names_that_look_different_are_not(one: str, other: str) -> None:
    assert not look_of(one) & look_of(other)


def test_letters_of_other_scripts_stand_for_those_that_they_look_like() -> None:
    assert plain_letters("саsіnо") == "casino"
    assert plain_letters("日本") == "日本"


def test_a_handle_is_spelt_in_every_way_that_looks_like_it() -> None:
    assert "dora" in spellings("d0ra")
    assert "arnold" in spellings("amo1d")
    assert {"dora", "d0ra"} <= spellings("dоrа")


@given(st.text(max_size=80))
def test_any_text_has_a_look_and_few_spellings(text: str) -> None:
    assert len(spellings(text)) <= MOST_SPELLINGS * 9
    assert len(look_of(text)) <= 2
