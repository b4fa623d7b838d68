"""The report equals what somebody would count by hand."""

from collections import Counter
from datetime import timedelta
from statistics import median

import pytest

from kernel.clock import now
from kernel.errors import ForbiddenError
from moderation.actions.appealing import appeal_decision, decide_appeal
from moderation.actions.penalising import penalise
from moderation.models import Appeal, Decision, Flag, ReviewItem
from moderation.queries.transparency import transparency_report
from tests.unit.moderation.conftest import Moderated


def a_busy_period(moderated: Moderated) -> None:
    topic = moderated.community.ask("bob")
    outcomes = ["removed", "spam", "kept", "ignored", "removed", "spam"]
    for index, outcome in enumerate(outcomes):
        reply = moderated.community.reply(topic, "eve", f"Reply {index}")
        notice = {"note_text": "n", "legal_ground": "l", "good_faith": True} if index % 2 else {}
        flag = moderated.flag("tim", reply, "illegal" if index % 2 else "spam", **notice)
        ground = {"ground": "illegal", "category": "scams_and_fraud"} if index == 1 else {}
        moderated.decide("mo", flag.item, outcome, at=now() + timedelta(hours=index), **ground)
    hidden = moderated.community.reply(topic, "eve", "Hidden by flags")
    for name in ("tim", "tom"):
        moderated.flag(name, hidden)
    penalise(actor=moderated.actor("mo"), user_id=moderated.world.users["eve"].pk, kind="suspend")
    for index, decision in enumerate(Decision.objects.filter(measure="removed").order_by("at")):
        appeal = appeal_decision(actor=moderated.actor("eve"), decision_id=decision.pk, text="Why?")
        decide_appeal(actor=moderated.actor("ben"), appeal_id=appeal.pk, outcome=["upheld", "denied"][index], answer="So.")


def test_report_equals_a_count_by_hand(moderated: Moderated) -> None:
    a_busy_period(moderated)
    starts_at, ends_at = now() - timedelta(days=1), now() + timedelta(days=1)
    report = transparency_report(moderated.actor("amira"), starts_at=starts_at, ends_at=ends_at)

    def inside(at: object) -> bool:
        return at is not None and starts_at <= at < ends_at  # type: ignore[operator] # an instant

    flags = [flag for flag in Flag.objects.all() if inside(flag.at)]
    decisions = [decision for decision in Decision.objects.all() if inside(decision.at)]
    appeals = [appeal for appeal in Appeal.objects.all() if inside(appeal.decided_at)]
    notices = [item for item in ReviewItem.objects.all() if item.is_illegal_notice and inside(item.decided_at)]
    automated = [decision for decision in decisions if decision.is_automated_decision]
    expected: dict[tuple[str, str], object] = {
        ("notices", "received"): sum(flag.reason == "illegal" for flag in flags),
        ("notices", "decided"): len(notices),
        ("notices", "action_taken"): sum(item.outcome in ("removed", "spam") for item in notices),
        ("flags", "received"): len(flags),
        ("measures", "total"): len(decisions),
        ("measures", "reversed"): sum(inside(decision.reversed_at) for decision in Decision.objects.all()),
        ("automation", "automated_decisions"): len(automated),
        ("automation", "automated_decisions_reversed"): sum(d.reversed_at is not None for d in automated),
        ("appeals", "upheld"): sum(appeal.outcome == "upheld" for appeal in appeals),
        ("appeals", "denied"): sum(appeal.outcome == "denied" for appeal in appeals),
        ("appeals", "decided_by_the_first_decider"): 0,
        ("accounts", "suspended"): sum(decision.measure == "suspended" for decision in decisions),
    }
    for field in ("measure", "ground", "origin", "category"):
        for value, count in Counter(getattr(decision, field) for decision in decisions).items():
            expected["measures", f"{field}_{value}"] = count
    for reason, count in Counter(flag.reason for flag in flags).items():
        expected["flags", f"reason_{reason}"] = count
    assert {key: report.value(*key) for key in expected} == expected
    hours = [(item.decided_at - item.created_at).total_seconds() / 3_600 for item in notices if item.decided_at]
    assert report.value("notices", "median_hours_to_decision") == round(median(hours), 2)
    listed = sum(f.value or 0 for f in report.figures if f.section == "measures" and f.name.startswith("measure_"))
    assert listed == len(decisions)


def test_what_lies_outside_the_period_does_not_count_and_members_do_not_read_it(moderated: Moderated) -> None:
    a_busy_period(moderated)
    later = now() + timedelta(days=30)
    report = transparency_report(moderated.actor("alice"), starts_at=later, ends_at=later + timedelta(days=1))
    assert {figure.value for figure in report.figures} <= {0, None}
    for name in ("bob", "mo", "ben"):
        with pytest.raises(ForbiddenError):
            transparency_report(moderated.actor(name), starts_at=later, ends_at=later)
