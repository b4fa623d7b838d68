"""Positions as ranges: [[1, 7], [20, 26]]. Plain values in, plain values out."""

from collections.abc import Iterable, Sequence

Ranges = list[list[int]]
MOST = 300
"""Ranges kept per member and topic; past that the nearest ones melt into one."""


def add_ranges(known: Iterable[Sequence[int]], shown: Iterable[Sequence[int]]) -> Ranges:
    """All positions of both, sorted, touching ones joined."""
    merged: Ranges = []
    for start, end in sorted((part[0], part[1]) for part in [*known, *shown]):
        if merged and start <= merged[-1][1] + 1:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    while len(merged) > MOST:
        gaps = [merged[index + 1][0] - merged[index][1] for index in range(len(merged) - 1)]
        nearest = gaps.index(min(gaps))
        merged[nearest : nearest + 2] = [[merged[nearest][0], merged[nearest + 1][1]]]
    return merged


def clip_ranges(shown: Iterable[Sequence[int]], last: int) -> Ranges:
    """The part of these ranges that lies between 1 and `last`; what is upside down is left out."""
    clipped = ([max(1, part[0]), min(last, part[1])] for part in shown)
    return add_ranges([], [part for part in clipped if part[0] <= part[1]])


def count_positions(ranges: Iterable[Sequence[int]]) -> int:
    """How many positions these ranges hold; they do not overlap."""
    return sum(end - start + 1 for start, end in ranges)
