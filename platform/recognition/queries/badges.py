"""Badges as pages and the API show them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max

from brand_settings.queries import read
from community.contracts import BadgeLabel
from community.faces import Face
from community.queries.deeds import post_paths
from community.queries.members import members_by_user
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError
from kernel.pagination import Page, paginate
from kernel.remembering import recall
from recognition.models.badge import GROUP_CHOICES, Award, Badge, Subject
from recognition.naming import badge_description, badge_name
from recognition.policies import can_manage_recognition
from recognition.queries.counting import count_metrics
from recognition.queries.faces import faces_of
from recognition.queries.posts import post_values, written_posts_after
from recognition.queries.switches import require
from recognition.queries.wanted import day_of
from recognition.rules.badges import Rule, parse_rule
from recognition.sections import RecognitionSettings

POSTS_AT_ONCE = 2_000
PREVIEWED = 20


@dataclass(frozen=True, slots=True)
class BadgeView:
    """A badge with how often it was given, and to the reader."""

    id: UUID
    slug: str
    name: str
    description: str
    group: str
    tier: str
    subject: str
    rule: Rule | None
    revocable: bool
    is_multiple: bool
    gives_title: bool
    is_disabled: bool
    holders: int
    mine: int

    @property
    def path(self) -> str:
        return f"/badges/{self.slug}/"

    @property
    def is_manual(self) -> bool:
        return self.rule is None


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody holds a badge; `path` leads to the post that earned it."""

    id: UUID
    user_id: UUID
    face: Face | None
    awarded_at: datetime
    reason: str
    path: str


@dataclass(frozen=True, slots=True)
class Held:
    """A badge on somebody's page."""

    badge: BadgeView
    times: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Preview:
    """Who would get a badge: how many, and the first of them."""

    members: int
    awards: int
    first: Sequence[Face]


def list_badges(actor: Actor) -> list[tuple[str, Any, list[BadgeView]]]:
    """(group, its name, badges) for the page of all badges; disabled ones are there for administrators alone."""
    require("badges")
    rows = Badge.objects.order_by("group", "position", "pk")
    if not can_manage_recognition(actor):
        rows = rows.filter(disabled_at=None)
    views = _views(list(rows), actor.user_id)
    found: dict[str, list[BadgeView]] = defaultdict(list)
    for view in views:
        found[view.group].append(view)
    return [(group, label, found[group]) for group, label in GROUP_CHOICES if found[group]]


def get_badge(actor: Actor, slug: str) -> BadgeView:
    """One badge by its address; raises NotFoundError."""
    require("badges")
    return _views([_find(actor, slug=slug)], actor.user_id)[0]


def get_badge_by_id(actor: Actor, badge_id: UUID) -> BadgeView:
    """One badge by its id; raises NotFoundError."""
    require("badges")
    return _views([_find(actor, pk=badge_id)], actor.user_id)[0]


def list_holders(actor: Actor, badge_id: UUID, *, cursor: str | None, size: int = 25) -> Page[Holding]:
    """Who holds a badge, the latest first."""
    badge = _find(actor, pk=badge_id)
    rows = Award.objects.filter(badge=badge, revoked_at=None)
    page = paginate(rows, order=["-awarded_at", "-id"], cursor=cursor, size=size)
    faces = faces_of({award.user_id for award in page.items})
    paths = post_paths(actor, [award.occasion for award in page.items]) if badge.subject == Subject.POST else {}
    return page.map(
        lambda award: Holding(
            award.pk, award.user_id, faces.get(award.user_id), award.awarded_at, award.reason, paths.get(award.occasion, "")
        )
    )


def held_by(user_id: UUID) -> list[Held]:
    """The badges of a member, the rarest tier first; nothing while the brand has none."""
    if not read(RecognitionSettings).has_badges:
        return []
    rows = Award.objects.filter(user_id=user_id, revoked_at=None, badge__disabled_at=None).values("badge_id")
    counted = {row["badge_id"]: (row["times"], row["last"]) for row in rows.annotate(times=Count("pk"), last=Max("awarded_at"))}
    views = [_view(badge, 0, 0) for badge in Badge.objects.filter(pk__in=list(counted))]
    order = {"gold": 0, "silver": 1, "bronze": 2}
    return sorted((Held(view, *counted[view.id]) for view in views), key=lambda held: (order[held.badge.tier], held.badge.name))


def list_titles(user_id: UUID) -> list[str]:
    """Titles that this member earned by badges."""
    return sorted({held.badge.name for held in held_by(user_id) if held.badge.gives_title})


def badge_labels(badge_ids: Sequence[UUID]) -> Mapping[UUID, BadgeLabel]:
    """These badges as other rooms name them; nothing while the brand has none."""
    if not read(RecognitionSettings).has_badges:
        return {}
    # A list of notifications asks about one after the other; a brand has some sixty.
    known = recall("badges as others name them", lambda: {badge.pk: badge for badge in Badge.objects.defer("rule")})
    return {
        badge.pk: BadgeLabel(badge_name(badge), badge_description(badge), f"/badges/{badge.slug}/", badge.tier)
        for badge in (known[badge_id] for badge_id in badge_ids if badge_id in known)
    }


def holders_of(slugs: Collection[str]) -> Collection[UUID]:
    """The people who hold any of these badges."""
    if not read(RecognitionSettings).has_badges:
        return ()
    rows = Award.objects.filter(badge__slug__in=list(slugs), badge__disabled_at=None, revoked_at=None)
    members = members_by_user(list(rows.values_list("user_id", flat=True).distinct()))
    return [member.person_id for member in members.values() if member.person_id is not None]


def preview_rule(rule: Rule, subject: str) -> Preview:
    """Who would hold a badge with this rule at this moment."""
    earned: Counter[UUID] = Counter()
    if subject == Subject.POST:
        after: UUID | None = None
        while ids := written_posts_after(after, limit=POSTS_AT_ONCE):
            earned.update(post.author_id for post in post_values(ids).values() if rule.holds(post.values))
            after = ids[-1]
    else:
        values = count_metrics(None, rule.needs, today=day_of(now()))
        earned.update(user_id for user_id, have in values.items() if rule.holds(have))
    first = [user_id for user_id, _ in sorted(earned.items(), key=lambda item: (-item[1], item[0]))[:PREVIEWED]]
    faces = faces_of(first)
    return Preview(len(earned), earned.total(), [faces[user_id] for user_id in first if user_id in faces])


def _find(actor: Actor, **key: Any) -> Badge:
    badge = Badge.objects.filter(**key).first()
    if badge is None or (badge.disabled_at is not None and not can_manage_recognition(actor)):
        raise NotFoundError
    return badge


def _views(badges: Sequence[Badge], user_id: UUID | None) -> list[BadgeView]:
    awards = Award.objects.filter(badge__in=list(badges), revoked_at=None).values("badge_id")
    holders = {row["badge_id"]: row["n"] for row in awards.annotate(n=Count("user_id", distinct=True))}
    mine: Mapping[UUID, int] = {}
    if user_id is not None:
        mine = {row["badge_id"]: row["n"] for row in awards.filter(user_id=user_id).annotate(n=Count("pk"))}
    return [_view(badge, holders.get(badge.pk, 0), mine.get(badge.pk, 0)) for badge in badges]


def _view(badge: Badge, holders: int, mine: int) -> BadgeView:
    return BadgeView(
        id=badge.pk,
        slug=badge.slug,
        name=badge_name(badge),
        description=badge_description(badge),
        group=badge.group,
        tier=badge.tier,
        subject=badge.subject,
        rule=parse_rule(badge.rule, badge.subject) if badge.rule is not None else None,
        revocable=badge.revocable,
        is_multiple=badge.is_multiple,
        gives_title=badge.gives_title,
        is_disabled=badge.disabled_at is not None,
        holders=holders,
        mine=mine,
    )
