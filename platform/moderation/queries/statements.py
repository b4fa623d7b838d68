"""Statements of reasons in the shape of the Commission's transparency database (its API's `statements`, harmonised in July 2025).

Nobody is named: the member is not a part of it, and reviewers are asked to keep names out of what they write down.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from access.policies import authorise
from kernel.actor import Actor
from kernel.pagination import Page, paginate
from moderation.models.decision import Category, Decision, Ground, Measure, Origin
from moderation.policies import can_report

AT_ONCE = 100
"""So many the database takes in one batch."""
EVERYWHERE = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV",
    "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
]  # fmt: skip
"""The European Economic Area: a brand moderates alike everywhere."""

_CATEGORIES = {
    Category.ANIMAL_WELFARE: "ANIMAL_WELFARE",
    Category.CYBER_VIOLENCE: "CYBER_VIOLENCE",
    Category.DATA_PROTECTION: "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
    Category.HATE: "ILLEGAL_OR_HARMFUL_SPEECH",
    Category.INTELLECTUAL_PROPERTY: "INTELLECTUAL_PROPERTY_INFRINGEMENTS",
    Category.CIVIC: "NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS",
    Category.CONSUMER: "CONSUMER_INFORMATION",
    Category.PROTECTION_OF_MINORS: "PROTECTION_OF_MINORS",
    Category.PUBLIC_SECURITY: "RISK_FOR_PUBLIC_SECURITY",
    Category.SCAMS: "SCAMS_AND_FRAUD",
    Category.SELF_HARM: "SELF_HARM",
    Category.SCOPE: "OTHER_VIOLATION_TC",
    Category.UNSAFE_PRODUCTS: "UNSAFE_AND_PROHIBITED_PRODUCTS",
    Category.VIOLENCE: "VIOLENCE",
    Category.OTHER: "OTHER_VIOLATION_TC",
}
_VISIBILITY = {
    Measure.REMOVED: "CONTENT_REMOVED",
    Measure.SPAM: "CONTENT_REMOVED",
    Measure.PURGED: "CONTENT_REMOVED",
    Measure.HIDDEN: "CONTENT_DISABLED",
    Measure.REJECTED: "OTHER",
}


def list_statements(
    actor: Actor, *, starts_at: datetime, ends_at: datetime, cursor: str | None = None, size: int = AT_ONCE
) -> Page[dict[str, Any]]:
    """Statements of a period `[starts_at, ends_at)`, the oldest first; a page is a batch. Supervisors alone."""
    authorise(actor, can_report)
    page = paginate(_rows(starts_at, ends_at), order=("at", "id"), cursor=cursor, size=size)
    return page.map(statement_of)


def all_statements(actor: Actor, *, starts_at: datetime, ends_at: datetime) -> Iterator[dict[str, Any]]:
    """The same one after another, for a file."""
    authorise(actor, can_report)
    rows = _rows(starts_at, ends_at).order_by("at", "pk")
    return (statement_of(decision) for decision in rows.iterator(chunk_size=500))


def statement_of(decision: Decision) -> dict[str, Any]:
    """One statement, with the names and words of the database's API."""
    return {
        **_restriction(decision),
        **_ground(decision),
        "category": f"STATEMENT_CATEGORY_{_category(decision)}",
        "content_type": ["CONTENT_TYPE_OTHER" if decision.thing_kind == "member" else "CONTENT_TYPE_TEXT"],
        **({"content_type_other": "Account"} if decision.thing_kind == "member" else {}),
        **({"content_language": decision.content_language[:2].upper()} if decision.content_language else {}),
        "content_date": _day(decision.content_at or decision.at),
        "territorial_scope": EVERYWHERE,
        "application_date": _day(decision.starts_at),
        "decision_facts": decision.facts[:5_000],
        "source_type": _source(decision),
        "automated_detection": "Yes" if decision.is_automated_detection else "No",
        "automated_decision": f"AUTOMATED_DECISION_{'FULLY' if decision.is_automated_decision else 'NOT_AUTOMATED'}",
        "puid": str(decision.pk),
    }


def _rows(starts_at: datetime, ends_at: datetime) -> Any:
    return Decision.objects.filter(at__gte=starts_at, at__lt=ends_at).select_related("item")


def _restriction(decision: Decision) -> dict[str, Any]:
    if decision.measure == Measure.SUSPENDED:
        named = {"decision_account": "DECISION_ACCOUNT_SUSPENDED", "account_type": "ACCOUNT_TYPE_PRIVATE"}
        return named | _until("account", decision)
    if decision.measure == Measure.SILENCED:
        return {"decision_provision": "DECISION_PROVISION_PARTIAL_SUSPENSION"} | _until("service", decision)
    kind = _VISIBILITY[Measure(decision.measure)]
    other = {"decision_visibility_other": "Not published"} if kind == "OTHER" else {}
    return {"decision_visibility": [f"DECISION_VISIBILITY_{kind}"], **other, **_until("visibility", decision)}


def _until(what: str, decision: Decision) -> dict[str, str]:
    return {} if decision.ends_at is None else {f"end_date_{what}_restriction": _day(decision.ends_at)}


def _ground(decision: Decision) -> dict[str, str]:
    if decision.ground == Ground.ILLEGAL:
        return {
            "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
            "illegal_content_legal_ground": decision.ground_text[:500],
            "illegal_content_explanation": decision.facts[:2_000],
        }
    return {
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "incompatible_content_ground": decision.ground_text[:500],
        "incompatible_content_explanation": decision.facts[:2_000],
        "incompatible_content_illegal": "No",
    }


def _category(decision: Decision) -> str:
    if decision.category == Category.OTHER and decision.ground == Ground.ILLEGAL:
        return "NOT_SPECIFIED_NOTICE"
    return _CATEGORIES[Category(decision.category)]


def _source(decision: Decision) -> str:
    """A member's flag is a notice in the sense of Article 16 when it says that something is illegal."""
    if decision.origin != Origin.NOTICE:
        return "SOURCE_VOLUNTARY"
    is_notice = decision.item is not None and decision.item.is_illegal_notice
    return "SOURCE_ARTICLE_16" if is_notice else "SOURCE_TYPE_OTHER_NOTIFICATION"


def _day(at: datetime) -> str:
    return at.date().isoformat()
