"""The model that knows languages: py3langid's for the languages that we judge, kept small (docs/adr/0013).

An automaton finds short sequences of bytes that tell languages apart; each has a row of logarithms, one for every language.
"""

import lzma
import math
import struct
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("languages.xz")
"""Made by `python -m tests.unit.triage.making`, where the test is that proves it the same as the library's."""
HEAD = struct.Struct("<4I")
NONE = 0xFFFFFFFF


class Model(NamedTuple):
    """States are numbered by distance from the start: those that follow one lie together from `first`, and `letters` leads there."""

    labels: tuple[str, ...]
    """One per column; a language written in two scripts has two."""
    priors: tuple[float, ...]
    letters: bytes
    first: "array[int]"
    fallback: "array[int]"
    found: "array[int]"
    """The sequence that ends in a state, or NONE."""
    row_of: "array[int]"
    rows: bytes
    """Half floats, row after row."""


@cache
def whole_model() -> Model:
    """Read once a process, where it takes 9 MB."""
    with lzma.open(FILE) as file:
        states, sequences, rows, columns = HEAD.unpack(file.read(HEAD.size))
        labels = tuple(file.read(columns * 4).decode().split())
        priors = struct.unpack(f"<{columns}f", file.read(columns * 4))
        letters, children = file.read(states), file.read(states)
        first = array("I", accumulate(children, initial=1))
        fallback, found, row_of = (_numbers(file.read(count * 4)) for count in (states, states, sequences))
        table = array("H", bytes(rows * columns * 2))
        for column in range(columns):
            # Kept by columns, which are alike within, and pack in half the space.
            table[column::columns] = array("H", file.read(rows * 2))
    return Model(labels, priors, letters, first, fallback, found, row_of, table.tobytes())


def languages_of(model: Model) -> list[str]:
    """Each once."""
    return list(dict.fromkeys(model.labels))


def likely(model: Model, text: str, columns: Sequence[int]) -> dict[str, float]:
    """How likely the languages of these columns are, one of them given; the longer a text, the surer."""
    data = _encoded(text)
    weights = _weights(model, data)
    scores = [model.priors[column] for column in columns] if weights else [0.0] * len(columns)
    row = struct.Struct(f"<{len(model.labels)}e")
    for number, weight in weights.items():
        values = row.unpack_from(model.rows, number * row.size)
        scores = [score + weight * values[column] for score, column in zip(scores, columns, strict=True)]
    # The library's measure, which keeps a long text from being sure of everything.
    cooled = [score / math.sqrt(len(data) or 1) for score in scores]
    most = max(cooled)
    shares = [math.exp(score - most) for score in cooled]
    found: dict[str, float] = {}
    for column, share in zip(columns, shares, strict=True):
        label = model.labels[column]
        found[label] = found.get(label, 0.0) + share / sum(shares)
    return found


def columns_of(model: Model, languages: Iterable[str]) -> tuple[int, ...]:
    """Where these languages stand in a row."""
    wanted = set(languages)
    return tuple(column for column, label in enumerate(model.labels) if label in wanted)


def _weights(model: Model, data: bytes) -> dict[int, float]:
    """For each row, how much it counts: a sequence that comes twice says less than two."""
    weights: dict[int, float] = {}
    for sequence, count in _sequences(model, data).items():
        number = model.row_of[sequence]
        weights[number] = weights.get(number, 0.0) + math.log1p(count)
    return weights


def _sequences(model: Model, data: bytes) -> Counter[int]:
    letters, first, fallback = model.letters.find, model.first, model.fallback
    state, visited = 0, []
    for letter in data:
        while (following := letters(letter, first[state], first[state + 1])) < 0 and state:
            state = fallback[state]
        state = max(following, 0)
        visited.append(state)
    found = Counter(map(model.found.__getitem__, visited))
    found.pop(NONE, None)
    return found


def _encoded(text: str) -> bytes:
    lowered = text.lower() if text.isupper() else text
    return unicodedata.normalize("NFC", lowered).encode("utf-8", "surrogatepass")


def _numbers(data: bytes) -> "array[int]":
    return array("I", data)
