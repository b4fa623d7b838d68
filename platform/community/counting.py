"""What the ballots of a poll come to. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Ranking = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """One count of a ranked poll: votes by option, and the option that left after it."""

    votes: Mapping[int, int]
    leaves: int | None


def percentages(counts: Sequence[int]) -> list[int]:
    """Whole percentages that add up to 100 (largest remainder), or zeros when nobody voted."""
    total = sum(counts)
    if total == 0:
        return [0] * len(counts)
    shares = [count * 100 // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda index: (-(counts[index] * 100 % total), index))
    for index in by_remainder[: 100 - sum(shares)]:
        shares[index] += 1
    return shares


def shares_of_voters(counts: Sequence[int], voters: int) -> list[int]:
    """For each option the rounded percentage of voters who chose it; with several choices they may exceed 100 together."""
    return [round(count * 100 / voters) if voters else 0 for count in counts]


def instant_runoff(ballots: Mapping[Ranking, int], options: int) -> list[Round]:
    """Rounds until one option has more than half of the ballots that still count; the last round's leader wins.

    The option with the fewest votes leaves; of equals the one with fewer first preferences, then the later one.
    """
    standing = set(range(options))
    first = _leaders(ballots, standing)
    rounds: list[Round] = []
    while standing:
        votes = _leaders(ballots, standing)
        counted = {option: votes[option] for option in sorted(standing)}
        total = sum(counted.values())
        if len(standing) == 1 or total == 0 or max(counted.values()) * 2 > total:
            rounds.append(Round(counted, None))
            return rounds
        leaves = min(standing, key=lambda option: (counted[option], first[option], -option))
        rounds.append(Round(counted, leaves))
        standing.discard(leaves)
    return rounds


def winner_of(rounds: Sequence[Round]) -> int | None:
    """The option that won, or None when nobody voted."""
    if not rounds or not any(rounds[-1].votes.values()):
        return None
    last = rounds[-1].votes
    return max(last, key=lambda option: (last[option], -option))


def average(numbers: Mapping[int, int]) -> float | None:
    """The mean of numbers by how often each was chosen; None when nobody chose."""
    total = sum(numbers.values())
    return sum(number * count for number, count in numbers.items()) / total if total else None


def _leaders(ballots: Mapping[Ranking, int], standing: set[int]) -> Counter[int]:
    votes: Counter[int] = Counter()
    for ranking, count in ballots.items():
        choice = next((option for option in ranking if option in standing), None)
        if choice is not None:
            votes[choice] += count
    return votes
