"""Who moderates single spaces: by a grant, or by the rules of a space that has its own."""

from uuid import UUID

from django.core.cache import cache
from django.db import connection
from django.db.models import F, Q

from accounts.queries import list_with_roles
from community.models.group import GroupMembership
from community.models.member import Member
from community.models.space import MODERATE, Right, Space, SpaceGrant, SpaceRule, Visibility, Whom, rule_concerns
from kernel.actor import Actor, Role

MOST_TOLD = 200
CACHE_KEY = "community:moderating-rules"
_CACHE_SECONDS = 30
"""A change drops the copy at once; this bounds the rare race in which a reader puts an older one back."""


def may_moderate_somewhere(actor: Actor) -> bool:
    """Whether some space is this actor's to moderate; for links on every page, so that a copy of the rules may answer."""
    if not actor.is_authenticated:
        return False
    return bool(actor.granted("space", MODERATE)) or any(rule_concerns(whom, value, actor) for whom, value in _rules())


def moderated_space_ids(actor: Actor) -> frozenset[UUID]:
    """The spaces that the actor moderates without being a moderator of the brand; no query for nearly everybody."""
    if not may_moderate_somewhere(actor):
        return frozenset()
    ruled = SpaceRule.objects.for_actor(actor).filter(right=Right.MODERATE.value).values("space_id")
    mine = Q(pk__in=actor.granted("space", MODERATE)) | Q(visibility=Visibility.CUSTOM.value, pk__in=ruled)
    return frozenset(Space.objects.visible_to(actor).filter(mine).values_list("pk", flat=True))


def forget_moderating_rules() -> None:
    """The rules of a space were changed."""
    cache.delete(CACHE_KEY)


def _rules() -> list[tuple[str, str]]:
    known: list[tuple[str, str]] | None = cache.get(CACHE_KEY)
    if known is None:
        rows = SpaceRule.objects.filter(right=Right.MODERATE.value, space__visibility=Visibility.CUSTOM.value)
        known = list(rows.order_by("whom", "value").values_list("whom", "value").distinct())
        # Inside a transaction the rows may be ones that nobody else shall ever see.
        if not connection.in_atomic_block:
            cache.set(CACHE_KEY, known, _CACHE_SECONDS)
    return known


def space_moderator_ids() -> frozenset[UUID]:
    """Accounts that were made moderator of a space, themselves, with their group, or by the rules about roles and levels, so
    that somebody can be told of work. Where a rule is about very many, those who wrote last."""
    granted = SpaceGrant.objects.filter(permission__codename=MODERATE).values_list("user_id", flat=True)
    groups = [UUID(value) for whom, value in _rules() if whom == Whom.GROUP]
    grouped = GroupMembership.objects.filter(group_id__in=groups).values_list("user_id", flat=True) if groups else ()
    by_role = [
        info.id for info in list_with_roles({value for whom, value in _rules() if whom == Whom.ROLE} - {Role.MEMBER.value})
    ]
    levels = [value for whom, value in _rules() if whom == Whom.LEVEL]
    if any(whom in (Whom.EVERYONE, Whom.MEMBERS) or (whom, value) == (Whom.ROLE, Role.MEMBER) for whom, value in _rules()):
        levels.append("0")
    here = Member.objects.filter(level__gte=int(min(levels)), user__deactivated_at=None) if levels else Member.objects.none()
    by_level = here.order_by(F("last_posted_at").desc(nulls_last=True), "-pk").values_list("user_id", flat=True)[:MOST_TOLD]
    return frozenset([*granted, *grouped, *by_role, *by_level])
