"""A naive Bayes classifier over exact counts: what it thinks of a text, and because of which words."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

MOST_TELLING = 15
"""Only the most telling words count, so that a long harmless text around an advertisement does not hide it."""


@dataclass(frozen=True, slots=True)
class Totals:
    """How many texts of each kind were learnt."""

    spam: int = 0
    ham: int = 0


@dataclass(frozen=True, slots=True)
class WordWeight:
    """One word of the explanation: above zero speaks for spam, below against it."""

    word: str
    weight: float


@dataclass(frozen=True, slots=True)
class Opinion:
    """`probability` that a text is spam, from 0 to 1, with the words that weighed most."""

    probability: float
    words: tuple[WordWeight, ...] = ()


@dataclass(slots=True)
class Counts:
    """Texts per word and kind. Learning and unlearning are exact opposites, in any order."""

    totals: Totals = field(default_factory=Totals)
    spam: dict[str, int] = field(default_factory=dict)
    ham: dict[str, int] = field(default_factory=dict)

    def learn(self, words: Collection[str], *, is_spam: bool, times: int = 1) -> None:
        """Count a text; `times=-1` forgets one that was counted before."""
        side = self.spam if is_spam else self.ham
        for word in set(words):
            count = side.get(word, 0) + times
            if count < 0:
                raise ValueError(f"{word!r} was never learnt")
            if count:
                side[word] = count
            else:
                side.pop(word, None)
        self.totals = Totals(
            self.totals.spam + (times if is_spam else 0),
            self.totals.ham + (0 if is_spam else times),
        )


def opinion_of(words: Collection[str], totals: Totals, counts: Mapping[str, tuple[int, int]]) -> Opinion:
    """What the counts (spam, ham per word) say about these words. Nothing learnt or nothing known: one half."""
    known = [WordWeight(word, weight_of(*counts[word], totals)) for word in words if any(counts.get(word, (0, 0)))]
    if not known or not totals.spam or not totals.ham:
        return Opinion(0.5)
    known.sort(key=lambda found: (-abs(found.weight), found.word))
    telling = known[:MOST_TELLING]
    logit = sum(found.weight for found in telling)
    return Opinion(_sigmoid(logit), tuple(telling))


def weight_of(spam: int, ham: int, totals: Totals) -> float:
    """How much more often a word stands in spam, as a logarithm; smoothed, so that one text proves little."""
    return math.log((spam + 0.5) / (totals.spam + 1)) - math.log((ham + 0.5) / (totals.ham + 1))


def _sigmoid(logit: float) -> float:
    if logit >= 0:
        return 1 / (1 + math.exp(-logit))
    grown = math.exp(logit)
    return grown / (1 + grown)
