"""What a period was like, in the categories of the Digital Services Act, Article 24; counted from the rows themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, F, Q

from access.policies import authorise
from kernel.actor import Actor
from moderation.models.appeal import Appeal, AppealOutcome
from moderation.models.decision import Category, Decision, Ground, Measure, Origin
from moderation.models.flag import Flag, FlagReason
from moderation.models.item import Outcome, ReviewItem
from moderation.policies import can_report


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report."""

    section: str
    name: str
    value: float | int | None
    unit: str = "count"


@dataclass(frozen=True, slots=True)
class Report:
    """A period `[starts_at, ends_at)` and its figures."""

    starts_at: datetime
    ends_at: datetime
    figures: tuple[Figure, ...]

    def value(self, section: str, name: str) -> float | int | None:
        """One figure; raises LookupError for a name that the report does not have."""
        for figure in self.figures:
            if (figure.section, figure.name) == (section, name):
                return figure.value
        raise LookupError(f"{section}/{name}")


@dataclass(frozen=True, slots=True)
class Period:
    """`[starts_at, ends_at)`."""

    starts_at: datetime
    ends_at: datetime


def whole_days(since: date, until: date) -> Period:
    """Whole days in UTC, the last one included; the very last of the calendar has none after it."""
    following = min(until, date.max - timedelta(days=1)) + timedelta(days=1)
    return Period(datetime.combine(since, time.min, UTC), datetime.combine(following, time.min, UTC))


def transparency_report(actor: Actor, *, starts_at: datetime, ends_at: datetime) -> Report:
    """The figures of a period; supervisors alone."""
    authorise(actor, can_report)
    period = (starts_at, ends_at)
    figures = [
        *_notices(period),
        *_flags(period),
        *_measures(period),
        *_automation(period),
        *_appeals(period),
        *_accounts(period),
    ]
    return Report(starts_at, ends_at, tuple(figures))


def _within(rows: Any, field: str, period: tuple[datetime, datetime]) -> Any:
    return rows.filter(**{f"{field}__gte": period[0], f"{field}__lt": period[1]})


def _counts(rows: Any, field: str) -> dict[str, int]:
    return {row[field]: row["n"] for row in rows.order_by().values(field).annotate(n=Count("pk"))}


def _tally(rows: Any, **conditions: Q) -> dict[str, int]:
    """How many rows meet each condition, in one statement."""
    found: dict[str, int] = rows.order_by().aggregate(**{name: Count("pk", filter=wanted) for name, wanted in conditions.items()})
    return found


def _hours(rows: Any, start: str, end: str) -> float | None:
    """The median between two instants of the same row."""
    found = [(b - a).total_seconds() / 3_600 for a, b in rows.values_list(start, end)]
    return round(median(found), 2) if found else None


def _notices(period: tuple[datetime, datetime]) -> Iterator[Figure]:
    """Article 24(1) with 15(1)(b): notices of illegal content."""
    notices = _within(Flag.objects.filter(reason=FlagReason.ILLEGAL), "at", period)
    yield Figure("notices", "received", notices.count())
    decided = _within(ReviewItem.objects.filter(is_illegal_notice=True), "decided_at", period)
    found = _tally(decided, decided=Q(), action_taken=Q(outcome__in=[Outcome.REMOVED, Outcome.SPAM]))
    yield Figure("notices", "decided", found["decided"])
    yield Figure("notices", "action_taken", found["action_taken"])
    statements = _within(Decision.objects.filter(item__is_illegal_notice=True), "at", period)
    found = _tally(statements, law=Q(ground=Ground.ILLEGAL), terms=Q(ground=Ground.TERMS))
    yield Figure("notices", "action_because_of_law", found["law"])
    yield Figure("notices", "action_because_of_terms", found["terms"])
    yield Figure("notices", "median_hours_to_decision", _hours(decided, "created_at", "decided_at"), "hours")


def _flags(period: tuple[datetime, datetime]) -> Iterator[Figure]:
    flags = _within(Flag.objects.all(), "at", period)
    by_reason = _counts(flags, "reason")
    yield Figure("flags", "received", sum(by_reason.values()))
    for reason in FlagReason:
        yield Figure("flags", f"reason_{reason.value}", by_reason.get(reason.value, 0))


def _measures(period: tuple[datetime, datetime]) -> Iterator[Figure]:
    """Article 15(1)(c) and (a): what was restricted, on which ground, in which category."""
    rows = _within(Decision.objects.all(), "at", period)
    yield Figure("measures", "total", rows.count())
    for field, kinds in (("measure", Measure), ("ground", Ground), ("origin", Origin), ("category", Category)):
        found = _counts(rows, field)
        for kind in kinds:
            yield Figure("measures", f"{field}_{kind.value}", found.get(kind.value, 0))
    reversed_rows = _within(Decision.objects.all(), "reversed_at", period)
    yield Figure("measures", "reversed", reversed_rows.count())


def _automation(period: tuple[datetime, datetime]) -> Iterator[Figure]:
    """Article 15(1)(e): automated means, and how often they were wrong."""
    rows = _within(Decision.objects.all(), "at", period)
    automated = Q(is_automated_decision=True)
    found = _tally(
        rows, decided=automated, detected=Q(is_automated_detection=True), wrong=automated & Q(reversed_at__isnull=False)
    )
    yield Figure("automation", "automated_decisions", found["decided"])
    yield Figure("automation", "automated_detections", found["detected"])
    wrong, total = found["wrong"], found["decided"]
    yield Figure("automation", "automated_decisions_reversed", wrong)
    yield Figure("automation", "error_rate", round(wrong / total, 4) if total else None, "share")


def _appeals(period: tuple[datetime, datetime]) -> Iterator[Figure]:
    """Article 15(1)(d): complaints, their basis, outcome and time."""
    yield Figure("appeals", "received", _within(Appeal.objects.all(), "at", period).count())
    decided = _within(Appeal.objects.all(), "decided_at", period)
    found = _counts(decided, "outcome")
    for outcome in AppealOutcome:
        yield Figure("appeals", outcome.value, found.get(outcome.value, 0))
    yield Figure("appeals", "median_hours_to_decision", _hours(decided, "at", "decided_at"), "hours")
    others = decided.filter(first_decider__isnull=False, decided_by=F("first_decider")).count()
    yield Figure("appeals", "decided_by_the_first_decider", others)


def _accounts(period: tuple[datetime, datetime]) -> Iterator[Figure]:
    """Article 24(1)(b): suspensions of accounts."""
    rows = _within(Decision.objects.all(), "at", period)
    suspended = Q(measure=Measure.SUSPENDED)
    found = _tally(rows, silenced=Q(measure=Measure.SILENCED), suspended=suspended, illegal=suspended & Q(ground=Ground.ILLEGAL))
    yield Figure("accounts", "silenced", found["silenced"])
    yield Figure("accounts", "suspended", found["suspended"])
    yield Figure("accounts", "suspended_for_illegal_content", found["illegal"])
