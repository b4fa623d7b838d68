"""The arithmetic of polls, for any ballots."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from community.counting import average, instant_runoff, percentages, shares_of_voters, winner_of

OPTIONS = 4
rankings = st.integers(1, OPTIONS).flatmap(
    lambda length: st.sampled_from([tuple(ranking) for ranking in permutations(range(OPTIONS), length)])
)
ballots = st.dictionaries(rankings, st.integers(1, 50), max_size=12)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=20))
def test_percentages_add_up_to_a_hundred_and_are_never_off_by_one(counts: list[int]) -> None:
    shares = percentages(counts)
    assert sum(shares) == (100 if sum(counts) else 0)
    if sum(counts):
        assert all(abs(share - count * 100 / sum(counts)) < 1 for share, count in zip(shares, counts, strict=True))


def test_three_equal_options_share_a_hundred() -> None:
    assert percentages([1, 1, 1]) == [34, 33, 33]
    assert shares_of_voters([3, 2], 4) == [75, 50]


@given(ballots)
def test_each_round_counts_every_ballot_that_still_names_somebody(given_ballots: dict[tuple[int, ...], int]) -> None:
    standing = set(range(OPTIONS))
    for counted in instant_runoff(given_ballots, OPTIONS):
        assert set(counted.votes) == standing
        valid = sum(count for ranking, count in given_ballots.items() if standing & set(ranking))
        assert sum(counted.votes.values()) == valid
        standing -= {counted.leaves}


@given(ballots)
def test_who_has_more_than_half_of_the_first_preferences_wins(given_ballots: dict[tuple[int, ...], int]) -> None:
    first = {option: sum(n for ranking, n in given_ballots.items() if ranking[0] == option) for option in range(OPTIONS)}
    total = sum(first.values())
    majority = next((option for option, count in first.items() if count * 2 > total), None)
    rounds = instant_runoff(given_ballots, OPTIONS)
    if majority is not None:
        assert (len(rounds), winner_of(rounds)) == (1, majority)
    assert (winner_of(rounds) is None) == (total == 0)


def test_last_choices_leave_and_their_ballots_move_on() -> None:
    rounds = instant_runoff({(0,): 4, (1, 2): 3, (2, 1): 2}, 3)
    assert [dict(counted.votes) for counted in rounds] == [{0: 4, 1: 3, 2: 2}, {0: 4, 1: 5}]
    assert winner_of(rounds) == 1


def test_average_is_of_all_who_chose() -> None:
    assert average({1: 1, 10: 3}) == 7.75
    assert average({1: 0}) is None
