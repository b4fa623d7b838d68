"""What other rooms may know of an account, and what accounts ask of them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from kernel.actor import Actor, Role

ROLES = tuple(role for role in Role if role not in {Role.ANONYMOUS, Role.SYSTEM})
"""Roles that a person can have."""


def normalise_email(address: str) -> str:
    """The form in which addresses are compared: trimmed, lower case."""
    return address.strip().lower()


@dataclass(frozen=True, slots=True)
class UserInfo:
    """An account without its secrets."""

    id: UUID
    name: str
    handle: str
    role: str
    language: str
    email: str
    is_active: bool
    time_zone: str = ""
    picture: str = ""
    """The address of the small picture beside the name, or nothing."""


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """A place where somebody is signed in."""

    id: str
    address: str | None
    agent: str
    created_at: datetime
    seen_at: datetime
    current: bool


@dataclass(frozen=True, slots=True)
class InvitationInfo:
    """What the holder of an invitation's link may see."""

    email: str
    role: str
    role_label: str
    expires_at: datetime


def hue_of(id: UUID) -> int:  # noqa: A002 - it is the id
    """The colour of somebody's avatar: 0 to 359, the same wherever they appear."""
    return id.int % 360


@dataclass(frozen=True, slots=True)
class Standing:
    """What an account is worth in the community: trust level, groups, and until when it may not write."""

    level: int = 0
    groups: frozenset[UUID] = frozenset()
    silenced_until: datetime | None = None


StandingSource = Callable[[UUID], Standing]
_standing: list[StandingSource] = []


def provide_standing(source: StandingSource) -> None:
    """Hand in who knows the standing of an account by its id; called once from `community`'s ready()."""
    _standing[:] = [source]


def standing_source() -> StandingSource | None:
    """The one that knows, or None while no app does."""
    return _standing[0] if _standing else None


JoinScreener = Callable[[str, str], str]
"""(e-mail, client address) → why nobody from there may join, or nothing."""
_join_screeners: list[JoinScreener] = []


def provide_join_screener(screener: JoinScreener) -> None:
    """Hand in who looks at the addresses of those who want to join; called once, from the ready() of `moderation`."""
    _join_screeners[:] = [screener]


def screen_joining(email: str, ip: str) -> str:
    """Why this address is refused, or nothing."""
    return _join_screeners[0](email, ip) if _join_screeners else ""


NameScreener = Callable[[str, str], str]
"""(name, language) → why nobody may be called so, or nothing."""
_name_screeners: list[NameScreener] = []


def provide_name_screener(screener: NameScreener) -> None:
    """Hand in who looks at names as at other texts; called once, from the ready() of `moderation`."""
    _name_screeners[:] = [screener]


def screen_name(name: str, language: str) -> str:
    """Why this name is refused, or nothing."""
    return _name_screeners[0](name, language) if _name_screeners else ""


class TeamEnroller(Protocol):
    """Answered by whoever knows teams (`inbox`, handed in by `flows`)."""

    def all_known(self, team_ids: Collection[UUID]) -> bool:
        """Whether each of these is a team of the tenant in context."""

    def enrol(self, *, actor: Actor, user_id: UUID, team_ids: Collection[UUID]) -> None:
        """Make the person a member of these teams; called inside an action."""


class NoTeams:
    """Stands in while nobody knows teams: there are none."""

    def all_known(self, team_ids: Collection[UUID]) -> bool:
        return not team_ids

    def enrol(self, *, actor: Actor, user_id: UUID, team_ids: Collection[UUID]) -> None:
        if team_ids:
            raise LookupError("no app provides teams")


_enrollers: list[TeamEnroller] = [NoTeams()]


def provide_team_enroller(enroller: TeamEnroller) -> None:
    """Hand in the one that knows teams; called once from `flows`' ready()."""
    _enrollers[:] = [enroller]


def team_enroller() -> TeamEnroller:
    """The one that knows teams."""
    return _enrollers[0]
