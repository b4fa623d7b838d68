"""Adding to the roll-ups: differences only, so that a deed costs the same however many there are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db import connection

from kernel.ids import uuid7
from recognition.contracts import DeedRow
from recognition.models.rollup import MemberDay
from recognition.rules.points import Weights
from tenants.context import require_tenant_id

KINDS = ("topic_created", "reply_created", "like_given", "like_received", "solution", "flag_agreed", "flagged", "invited")
Change = tuple[DeedRow, int]
Place = tuple[UUID, date, UUID | None, str]


def lock_ledger() -> None:
    """Let one writer at a time into the brand's ledger until the transaction ends: events, catching up, recounting."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"recognition:{require_tenant_id()}"])


def roll_up(changes: Iterable[Change], weights: Weights | None) -> None:
    """Count deeds that came (+1) and went (-1); without weights no points are kept."""
    days: dict[tuple[UUID, date], Counter[str]] = defaultdict(Counter)
    points: dict[Place, int] = defaultdict(int)
    for row, sign in changes:
        days[row.user_id, row.date][row.kind] += sign
        if weights is not None:
            points[row.user_id, row.date, row.space_id, row.language] += sign * weights.of(row.kind, row.space_id)
    _add_to_days(days)
    add_points(points)


def _add_to_days(days: Mapping[tuple[UUID, date], Counter[str]]) -> None:
    changed = sorted((key, counts) for key, counts in days.items() if any(counts.values()))
    if not changed:
        return
    MemberDay.objects.bulk_create([MemberDay(user_id=user, date=on) for (user, on), _ in changed], ignore_conflicts=True)
    sums = ", ".join(f"{kind} = d.{kind} + v.{kind}" for kind in KINDS)
    arrays = ", ".join(["%s::uuid[]", "%s::date[]", *["%s::int[]" for _ in KINDS]])
    with connection.cursor() as cursor:
        cursor.execute(
            f"""UPDATE recognition_memberday d SET {sums} FROM unnest({arrays}) AS v(user_id, date, {", ".join(KINDS)})
                WHERE d.user_id = v.user_id AND d.date = v.date""",
            [
                [user for (user, _), _ in changed],
                [on for (_, on), _ in changed],
                *[[counts[kind] for _, counts in changed] for kind in KINDS],
            ],
        )


def add_points(points: Mapping[Place, int]) -> None:
    """Add (or with negative numbers take) points, by day and by month."""
    units: dict[tuple[str, date, UUID, UUID | None, str], int] = defaultdict(int)
    for (user, on, space, language), amount in points.items():
        units["day", on, user, space, language] += amount
        units["month", on.replace(day=1), user, space, language] += amount
    rows = sorted(((*key, amount) for key, amount in units.items() if amount), key=str)
    if not rows:
        return
    unit, starts_on, user_ids, spaces, languages, amounts = map(list, zip(*rows, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO recognition_pointsrollup (tenant_id, id, unit, starts_on, user_id, space_id, language, points)
               SELECT %s, v.* FROM unnest(%s::uuid[], %s::text[], %s::date[], %s::uuid[], %s::uuid[], %s::text[], %s::bigint[]) v
               ON CONFLICT (tenant_id, unit, starts_on, user_id, space_id, language)
               DO UPDATE SET points = recognition_pointsrollup.points + excluded.points""",
            [require_tenant_id(), [uuid7() for _ in rows], unit, starts_on, user_ids, spaces, languages, amounts],
        )
