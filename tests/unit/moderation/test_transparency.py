"""The report equals what somebody would count by hand."""

import json
import re
from collections import Counter
from datetime import date, timedelta
from statistics import median
from typing import Any

import pytest

from kernel.clock import now
from kernel.errors import ForbiddenError
from moderation.actions.appealing import appeal_decision, decide_appeal
from moderation.actions.penalising import penalise
from moderation.models import Appeal, Decision, Flag, ReviewItem
from moderation.models.decision import Category, Ground, Measure
from moderation.queries.statements import statement_of
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


REQUIRED = {
    "decision_ground", "category", "content_type", "content_date", "territorial_scope", "application_date", "decision_facts",
    "source_type", "automated_detection", "automated_decision", "puid",
}  # fmt: skip
WORDS = {
    "decision_visibility": {"REMOVED", "DISABLED", "DEMOTED", "AGE_RESTRICTED", "INTERACTION_RESTRICTED", "LABELLED"},
    "category": {
        "ANIMAL_WELFARE", "CONSUMER_INFORMATION", "CYBER_VIOLENCE", "CYBER_VIOLENCE_AGAINST_WOMEN",
        "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS", "ILLEGAL_OR_HARMFUL_SPEECH", "INTELLECTUAL_PROPERTY_INFRINGEMENTS",
        "NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS", "NOT_SPECIFIED_NOTICE", "OTHER_VIOLATION_TC", "PROTECTION_OF_MINORS",
        "RISK_FOR_PUBLIC_SECURITY", "SCAMS_AND_FRAUD", "SELF_HARM", "UNSAFE_AND_PROHIBITED_PRODUCTS", "VIOLENCE",
    },
}  # fmt: skip
"""What the transparency database knows (its documentation, read in 2026)."""
RESTRICTIONS = {"decision_visibility", "decision_monetary", "decision_provision", "decision_account"}


def is_taken(statement: dict[str, Any]) -> bool:
    """Whether the database would take this statement, by what its documentation says of each attribute."""
    visibility = {f"DECISION_VISIBILITY_CONTENT_{word}" for word in WORDS["decision_visibility"]} | {"DECISION_VISIBILITY_OTHER"}
    assert statement.keys() >= REQUIRED, REQUIRED - statement.keys()
    assert statement.keys() & RESTRICTIONS, "a statement says what was restricted"
    assert set(statement.get("decision_visibility", ())) <= visibility
    assert ("decision_visibility_other" in statement) is ("DECISION_VISIBILITY_OTHER" in statement.get("decision_visibility", ()))
    assert statement["category"].removeprefix("STATEMENT_CATEGORY_") in WORDS["category"]
    illegal = statement["decision_ground"] == "DECISION_GROUND_ILLEGAL_CONTENT"
    ground = "illegal_content_legal_ground" if illegal else "incompatible_content_ground"
    explanation = "illegal_content_explanation" if illegal else "incompatible_content_explanation"
    assert 0 < len(statement[ground]) <= 500
    assert 0 < len(statement[explanation]) <= 2_000
    assert 0 < len(statement["decision_facts"]) <= 5_000
    assert set(statement["content_type"]) <= {"CONTENT_TYPE_TEXT", "CONTENT_TYPE_OTHER"}
    assert ("content_type_other" in statement) is ("CONTENT_TYPE_OTHER" in statement["content_type"])
    assert statement["source_type"] in {"SOURCE_ARTICLE_16", "SOURCE_VOLUNTARY", "SOURCE_TYPE_OTHER_NOTIFICATION"}
    assert statement["automated_detection"] in {"Yes", "No"}
    assert statement["automated_decision"] in {"AUTOMATED_DECISION_FULLY", "AUTOMATED_DECISION_NOT_AUTOMATED"}
    for name, value in statement.items():
        if name.endswith("_date") or name.startswith("end_date"):
            date.fromisoformat(value)
    return re.fullmatch(r"[\w-]{1,500}", statement["puid"]) is not None


def test_every_decision_is_a_statement_that_the_database_takes(moderated: Moderated) -> None:
    a_busy_period(moderated)
    penalise(actor=moderated.actor("mo"), user_id=moderated.world.users["eve"].pk, kind="silence")
    days = {"since": (now() - timedelta(days=1)).date().isoformat(), "until": (now() + timedelta(days=1)).date().isoformat()}
    page = moderated.world.client("amira").get("/manage/moderation-report/", days | {"format": "statements"})
    statements = json.loads(b"".join(page.streaming_content))["statements"]  # type: ignore[attr-defined] # it streams
    assert all(is_taken(statement) for statement in statements)
    assert {statement["puid"] for statement in statements} == {str(pk) for pk in Decision.objects.values_list("pk", flat=True)}
    measures = Counter(Decision.objects.values_list("measure", flat=True))
    assert sum("decision_account" in statement for statement in statements) == measures["suspended"] == 1
    assert sum("decision_provision" in statement for statement in statements) == measures["silenced"] == 1
    assert sum(statement["source_type"] == "SOURCE_ARTICLE_16" for statement in statements) == 2
    names = ("Eve", "eve@", "Mo")
    assert not any(name in json.dumps(statement) for statement in statements for name in names)
    batch = moderated.world.client("amira").get("/api/v1/moderation/statements", days).json()
    assert batch["statements"] == statements
    assert moderated.world.client("mo").get("/api/v1/moderation/statements", days).status_code == 403


@pytest.mark.parametrize("category", list(Category))
@pytest.mark.parametrize("measure", list(Measure))
def test_no_kind_of_decision_lacks_a_word(category: Category, measure: Measure) -> None:
    for ground in Ground:
        decision = Decision(
            measure=measure, category=category, ground=ground, ground_text="Rules", facts="Facts", thing_kind="post", at=now(),
            starts_at=now(), ends_at=now(), origin="own",
        )  # fmt: skip
        assert is_taken(statement_of(decision))


def test_a_period_may_end_where_the_calendar_does(moderated: Moderated) -> None:
    client, days = moderated.world.client("alice"), {"since": "0001-01-01", "until": "9999-12-31"}
    for address in ("/manage/moderation-report/", "/api/v1/moderation/report", "/api/v1/moderation/statements"):
        assert client.get(address, days).status_code == 200, address
