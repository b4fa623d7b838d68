"""Pure calculation: ladder, scores, words, hosts, the classifier, addresses."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.judging.addresses import covers, plain_email, plain_ip, plain_network, roll_up_domains, roll_up_networks
from moderation.judging.bayes import Counts, Totals, opinion_of
from moderation.judging.ladder import DEFAULT_STEPS, extended, lasts, step_after
from moderation.judging.matching import edit_distance, find_domain, find_word, in_domain, same_text
from moderation.judging.reading import features_of, host_of, words_of
from moderation.judging.rules import Candidate, Conditions, matches
from moderation.judging.scoring import Sensitivity, Weighed, flags_per_day, hides, record_bonus, score_of, weight_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = st.sets(st.sampled_from([f"w{i}" for i in range(12)]), max_size=8)
FLAGS = st.lists(st.builds(Weighed, st.floats(0, 10).map(lambda x: round(x, 2)), st.integers(0, 4)), max_size=12)


def test_ladder_lasts_a_day_three_days_a_week_a_month() -> None:
    hours = [lasts(step_after(previous)).total_seconds() / 3_600 for previous in range(6)]
    assert hours == [24, 72, 168, 720, 720, 720]


@given(st.integers(-3, 50), st.lists(st.integers(1, 2_000), min_size=1, max_size=6).map(sorted))
def test_ladder_never_goes_down_and_never_leaves_its_steps(previous: int, steps: list[int]) -> None:
    spans = [lasts(step_after(count, steps), steps) for count in range(max(previous, 0) + 2)]
    assert all(one <= other for one, other in pairwise(spans))
    assert {span.total_seconds() / 3_600 for span in spans} <= set(steps)


@given(st.integers(0, 10), st.integers(-100, 2_000))
def test_a_new_penalty_never_shortens_a_running_one(step: int, hours: int) -> None:
    running = NOW + timedelta(hours=hours)
    ends = extended(NOW, running, step)
    assert ends >= running
    assert ends >= NOW + timedelta(hours=DEFAULT_STEPS[0])


@given(FLAGS, st.randoms())
def test_score_does_not_depend_on_the_order_of_flags(flags: list[Weighed], random: object) -> None:
    shuffled = list(flags)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis hands in a Random
    assert score_of(flags) == score_of(shuffled)


@given(FLAGS, st.builds(Weighed, st.floats(0, 10), st.integers(0, 4)), st.sampled_from(list(Sensitivity)), st.integers(1, 4))
def test_one_more_flag_never_unhides(flags: list[Weighed], more: Weighed, sensitivity: Sensitivity, trusted: int) -> None:
    before = hides(flags, sensitivity=sensitivity, min_trusted=trusted)
    after = hides([*flags, more], sensitivity=sensitivity, min_trusted=trusted)
    assert after or not before


@given(st.lists(st.builds(Weighed, st.floats(0, 100), st.just(0)), max_size=40), st.sampled_from(list(Sensitivity)))
def test_flags_of_strangers_alone_never_hide(flags: list[Weighed], sensitivity: Sensitivity) -> None:
    assert not hides(flags, sensitivity=sensitivity, min_trusted=1)


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500), st.integers(0, 4))
def test_a_record_moves_the_weight_within_bounds_and_never_below_zero(agreed: int, wrong: int, ignored: int, level: int) -> None:
    bonus = record_bonus(agreed, wrong, ignored)
    assert -20 <= bonus <= 20
    assert weight_of(level, "spam", bonus) >= 0
    if agreed + wrong + ignored <= 5:
        assert bonus == 0


def test_daily_flags_grow_with_trust() -> None:
    assert [flags_per_day(20, level) for level in range(5)] == [20, 20, 30, 40, 60]


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("Buy VIAGRA now", "viagra", True),
        ("I study Scunthorpe", "thorpe", False),
        ("a cassino night", "casino", False),
        ("three casinos", "casino*", True),
        ("three casinos", "casino", False),
        ("Große Straße", "strasse", True),
        ("ca\u200bsino", "casino", True),
        ("fullwidth ＣＡＳＩＮＯ", "casino", True),
        ("sehr  schneller\nKredit", "schneller kredit", True),
        ("今すぐ無料で登録", "無料", True),
        ("казино онлайн", "казино", True),
        ("C++ is a language", "c++", True),
        ("anything", "  *", False),
    ],
)
def test_words_match_at_their_borders(text: str, word: str, found: bool) -> None:
    assert (find_word(text, [word]) is not None) is found


@pytest.mark.parametrize(
    ("host", "domain", "inside"),
    [
        ("example.com", "example.com", True),
        ("shop.example.com", "example.com", True),
        ("SHOP.Example.COM.", "example.com", True),
        ("attacker-example.com", "example.com", False),
        ("example.com.evil.net", "example.com", False),
        ("notexample.com", "example.com", False),
        ("example.com", "*.example.com", True),
        ("bücher.example", "xn--bcher-kva.example", True),
        ("com", "example.com", False),
        ("example.com", "", False),
    ],
)
def test_domains_match_at_label_borders(host: str, domain: str, inside: bool) -> None:
    assert in_domain(host, domain) is inside


@given(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.from_regex(r"[a-z0-9-]{1,8}", fullmatch=True))
def test_a_prefix_without_a_dot_never_enters_a_domain(name: str, prefix: str) -> None:
    domain = f"{name}.example"
    assert not in_domain(prefix + domain, domain)
    assert in_domain(f"x.{domain}", domain)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://good.example@evil.example/x", "evil.example"),
        ("https:\\\\evil.example\\x", "evil.example"),
        ("http://EVIL.example:8080/a?b", "evil.example"),
        ("www.evil.example", "www.evil.example"),
        ("//evil.example", "evil.example"),
        ("https://[::1", ""),
    ],
)
def test_the_host_is_the_one_that_a_browser_goes_to(address: str, host: str) -> None:
    assert host_of(address) == host


def test_links_mentions_and_images_are_counted_and_code_is_not() -> None:
    text = "See https://a.example/x and b.example, ![p](https://c.example/p.png) @ann @bob @ann\n\n`https://d.example`\n```\nhttps://e.example\n```"
    found = features_of(text)
    assert (found.links, found.mentions, found.media) == (3, 2, 1)
    assert find_domain(found.hosts, ["d.example", "e.example"]) is None


def test_file_names_are_no_links() -> None:
    assert features_of("open main.py and README.md, e.g. version 1.2.3").links == 0


@given(st.lists(st.tuples(WORDS, st.booleans()), max_size=25))
def test_learning_one_by_one_equals_learning_everything_at_once(texts: list[tuple[set[str], bool]]) -> None:
    step, batch = Counts(), Counts()
    for words, is_spam in texts:
        step.learn(words, is_spam=is_spam)
    batch.totals = Totals(sum(s for _, s in texts), sum(not s for _, s in texts))
    for side, wanted in ((batch.spam, True), (batch.ham, False)):
        for word in {word for words, s in texts if s is wanted for word in words}:
            side[word] = sum(word in words for words, s in texts if s is wanted)
    assert (step.totals, step.spam, step.ham) == (batch.totals, batch.spam, batch.ham)


@given(st.lists(st.tuples(WORDS, st.booleans()), max_size=15), WORDS, st.booleans())
def test_unlearning_leaves_no_trace(texts: list[tuple[set[str], bool]], extra: set[str], is_spam: bool) -> None:
    plain, changed = Counts(), Counts()
    changed.learn(extra, is_spam=is_spam)
    for words, spam in texts:
        plain.learn(words, is_spam=spam)
        changed.learn(words, is_spam=spam)
    changed.learn(extra, is_spam=is_spam, times=-1)
    assert (plain.totals, plain.spam, plain.ham) == (changed.totals, changed.spam, changed.ham)


def test_what_was_never_learnt_cannot_be_forgotten() -> None:
    with pytest.raises(ValueError, match="never learnt"):
        Counts().learn({"x"}, is_spam=True, times=-1)


@given(
    WORDS,
    st.integers(0, 50),
    st.integers(0, 50),
    st.dictionaries(st.sampled_from([f"w{i}" for i in range(12)]), st.tuples(st.integers(0, 50), st.integers(0, 50))),
)
def test_an_opinion_is_a_probability_and_names_its_words(
    words: set[str], spam: int, ham: int, counts: dict[str, tuple[int, int]]
) -> None:
    totals = Totals(max([spam, *(s for s, _ in counts.values())]), max([ham, *(h for _, h in counts.values())]))
    opinion = opinion_of(words, totals, counts)
    assert 0 <= opinion.probability <= 1
    assert {found.word for found in opinion.words} <= words & set(counts)


def test_words_of_spam_weigh_towards_spam_and_say_so() -> None:
    counts = {"casino": (9, 0), "descale": (0, 9)}
    opinion = opinion_of({"casino", "hello"}, Totals(10, 10), counts)
    assert opinion.probability > 0.9
    assert [found.word for found in opinion.words] == ["casino"]
    assert opinion_of({"descale"}, Totals(10, 10), counts).probability < 0.1
    assert opinion_of({"hello"}, Totals(10, 10), counts).probability == 0.5


def test_words_of_unspaced_scripts_are_pairs_and_hosts_count_as_words() -> None:
    assert {"無料", "料登", "登録"} <= words_of("無料登録")
    assert "link:spam.example" in words_of("go https://spam.example/now")


def test_duplicates_are_seen_through_spaces_signs_and_case() -> None:
    assert same_text("Buy  NOW!!! http://x.example") == same_text("buy now… (http://x.example)")
    assert same_text("buy now") != same_text("buy later")


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_edit_distance_is_symmetric_and_capped(one: str, other: str) -> None:
    assert edit_distance(one, other, 2) == edit_distance(other, one, 2)
    assert edit_distance(one, other, 2) <= 3
    assert (edit_distance(one, other, 2) == 0) is (one == other)


def test_mailboxes_are_compared_behind_their_disguises() -> None:
    assert plain_email(" A.b+news@Gmail.com ") == "ab@gmail.com"
    assert plain_email("a.b@Firm.example") == "a.b@firm.example"
    assert plain_email("nonsense") == ""
    assert (plain_ip("::ffff:1.2.3.4"), plain_ip("x"), plain_network("0.0.0.0/0")) == ("1.2.3.4", "", "")
    assert covers("10.1.2.0/24", "10.1.2.77")
    assert not covers("10.1.2.0/24", "::1")


@given(st.sets(st.integers(0, 255), max_size=12), st.integers(2, 8))
def test_neighbours_roll_up_when_there_are_enough(hosts: set[int], at_least: int) -> None:
    rolled = roll_up_networks([f"192.0.2.{host}" for host in hosts], at_least)
    assert rolled == (["192.0.2.0/24"] if len(hosts) >= at_least else [])


def test_providers_of_everybody_never_roll_up() -> None:
    assert roll_up_domains([f"spam{i}@gmail.com" for i in range(9)], 5) == []
    assert roll_up_domains([f"spam{i}@pills.example" for i in range(5)], 5) == ["pills.example"]


def candidate(text: str = "hello", **given: object) -> Candidate:
    fields = {"language": "en", "space_id": None, "level": 0, "earlier_posts": 0, **given}
    return Candidate(text=text, features=features_of(text), **fields)  # type: ignore[arg-type] # plain values of a test


def test_all_conditions_of_a_rule_must_hold() -> None:
    rule = Conditions(first_posts=1, domains=("pills.example",))
    assert matches(rule, candidate("https://shop.pills.example")) is not None
    assert matches(rule, candidate("https://shop.pills.example", earlier_posts=1)) is None
    assert matches(rule, candidate("https://nopills.example")) is None
    assert matches(rule, candidate("https://shop.pills.example", is_exempt=True)) is None


def test_words_count_in_their_language_alone() -> None:
    rule = Conditions.model_validate({"words": [{"language": "de", "words": ["gift"]}]})
    assert matches(rule, candidate("ein Gift", language="de-AT")) is not None
    assert matches(rule, candidate("a gift", language="en")) is None
    assert matches(rule, candidate("a gift", language="")) is not None


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"words": [{"language": "", "words": [" * "]}]},
        {"first_posts": True},
        {"level_below": "1"},
        {"domains": ["x"]},
        {"unknown": 1},
        {"min_links": 0},
    ],
)
def test_rules_without_sense_are_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Conditions.model_validate(given)
