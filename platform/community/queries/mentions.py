"""Whom the names in a text stand for, and who is named where."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.queries import find_users_by_beginning, list_users_by_handle
from community.abilities import Ability, can
from community.addresses import group_path, person_path
from community.contracts import list_teams
from community.models.group import GroupMembership, GroupVisibility, MemberGroup
from community.models.reference import Mention, Named
from kernel.actor import Actor
from kernel.markdown.contracts import Mention as ShownMention

HERE = "here"
"""Names those who write in the topic, unless somebody bears the name."""
MOST_OF_A_GROUP = 100
"""A group with more members is named without telling each of them."""


@dataclass(frozen=True, slots=True)
class Target:
    """Whom a name stands for."""

    kind: str
    id: UUID
    name: str
    label: str
    shown: ShownMention


@dataclass(frozen=True, slots=True)
class MentionInfo:
    """A mention, for notices: `target_id` is an account, a member group or a staff team, as `kind` says."""

    id: UUID
    kind: str
    target_id: UUID
    post_id: UUID
    topic_id: UUID
    name: str
    at: datetime


def find_targets(actor: Actor, names: Collection[str]) -> Mapping[str, Target]:
    """Whom these names (lower case) stand for when this actor writes them.

    Accounts before groups before teams. Groups are named by those who may see them and are trusted with it, teams by
    colleagues. The rest are words.
    """
    found: dict[str, Target] = {}
    if actor.is_staff and names:
        found |= {team.slug: _team(team.id, team.slug, team.name) for team in list_teams() if team.slug in names}
    if names and can(actor, Ability.MENTION_GROUPS):
        groups = MemberGroup.objects.filter(_nameable(actor), slug__in=set(names))
        found |= {group.slug: _group(group) for group in groups}
    users = list_users_by_handle(names)
    return found | {handle: _user(info.id, handle, info.name) for handle, info in users.items()}


def shown_names(actor: Actor, names: Collection[str]) -> Mapping[str, ShownMention]:
    """How these names are shown when this actor writes them."""
    shown = {name: target.shown for name, target in find_targets(actor, names).items()}
    if HERE in names and HERE not in shown and can(actor, Ability.MENTION_HERE):
        shown[HERE] = ShownMention(HERE, is_group=True)
    return shown


def here_target(user_id: UUID) -> Target:
    """An account that is named by @here."""
    return Target(Named.USER.value, user_id, HERE, HERE, ShownMention(HERE, is_group=True))


def complete_name(actor: Actor, beginning: str, *, most: int = 8) -> Sequence[Target]:
    """What an unfinished @name may become: members, then groups, then for colleagues their teams."""
    wanted = beginning.strip().lower()[:40]
    users = [_user(info.id, info.handle, info.name) for info in find_users_by_beginning(wanted, most=most)]
    groups: list[Target] = []
    if can(actor, Ability.MENTION_GROUPS):
        rows = MemberGroup.objects.filter(_nameable(actor)).filter(Q(slug__startswith=wanted) | Q(name__istartswith=wanted))
        groups = [_group(group) for group in rows.order_by("slug", "pk")[:3]]
    teams: list[Target] = []
    if actor.is_staff:
        known = [team for team in list_teams() if team.slug.startswith(wanted) or team.name.lower().startswith(wanted)]
        teams = [_team(team.id, team.slug, team.name) for team in known[:3]]
    here: list[Target] = []
    if wanted and HERE.startswith(wanted) and can(actor, Ability.MENTION_HERE):
        here = [Target(HERE, UUID(int=0), HERE, _("Those who wrote in this topic"), ShownMention(HERE, is_group=True))]
    others = here + groups + teams
    return [*users[: most - len(others)], *others]


def list_mentions(mention_ids: Collection[UUID]) -> Sequence[MentionInfo]:
    """These mentions, as far as they still stand; for whoever tells people about them."""
    rows = Mention.objects.select_related("post").filter(pk__in=mention_ids).order_by("pk")
    return [MentionInfo(m.pk, m.kind, m.target_id, m.post_id, m.post.topic_id, m.name, m.at) for m in rows]


def list_named_users(mention_ids: Collection[UUID]) -> Sequence[UUID]:
    """Accounts that these mentions name, those of small groups included; teams are for those who know teams."""
    rows = list(Mention.objects.filter(pk__in=mention_ids).values_list("kind", "target_id"))
    users = [target for kind, target in rows if kind == Named.USER]
    groups = [target for kind, target in rows if kind == Named.GROUP]
    small = MemberGroup.objects.filter(pk__in=groups, member_count__lte=MOST_OF_A_GROUP).values_list("pk", flat=True)
    members = GroupMembership.objects.filter(group_id__in=list(small)).order_by("pk").values_list("user_id", flat=True)
    return list(dict.fromkeys([*users, *(members if groups else [])]))


def _nameable(actor: Actor) -> Q:
    allowed = Q(is_mentionable=True)
    if actor.is_staff:
        return allowed
    return allowed & (~Q(visibility=GroupVisibility.STAFF.value) | Q(pk__in=actor.groups))


def _user(ident: UUID, handle: str, name: str) -> Target:
    return Target(Named.USER.value, ident, handle, name, ShownMention(handle, person_path(handle)))


def _group(group: MemberGroup) -> Target:
    # What is written is shown to all who read the topic: only what everyone may see is a link.
    path = group_path(group.slug) if group.visibility == GroupVisibility.EVERYONE else ""
    return Target(Named.GROUP.value, group.pk, group.slug, group.name, ShownMention(group.slug, path, is_group=True))


def _team(ident: UUID, slug: str, name: str) -> Target:
    return Target(Named.TEAM.value, ident, slug, name, ShownMention(slug, is_group=True))
