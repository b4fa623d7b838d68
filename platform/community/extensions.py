"""Where apps above the community add to its pages: callables over a whole page's rows, so that queries stay constant."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import CharField, QuerySet, Value
from markupsafe import Markup

from kernel.actor import Actor
from people.contracts import PersonInfo

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An entry of a post's menu: a link, or with method "post" a form's button (the page adds the token)."""

    label: str
    url: str
    method: str = "get"
    is_for_others: bool = False
    """Not offered to whoever wrote the post."""


@dataclass(frozen=True, slots=True)
class Flair:
    """What stands beside an author's name: a word (title, level, badge) and what it means."""

    label: str
    hint: str = ""
    url: str = ""
    hue: int | None = None


ReadingListener = Callable[[Actor, UUID, int], None]
"""(actor, topic_id, how far it was read), inside the action that keeps the reading."""
ProfileSection = Callable[[Actor, PersonInfo], Markup | None]
"""(actor, person) -> a section of the person's page, or None."""
PostMenu = Callable[[Actor, Sequence[UUID]], Mapping[UUID, Sequence[MenuItem]]]
"""(actor, post ids of one page) -> entries by post."""
PersonFlair = Callable[[Actor, Sequence[UUID]], Mapping[UUID, Sequence[Flair]]]
"""(actor, person ids of one page) -> what stands beside their names."""
HeaderItem = Callable[[Actor, int], Markup | None]
"""(actor, what was counted for it) -> an item of the header (the bell, the review queue's count), or None."""
HeaderCount = Callable[[Actor], "QuerySet[Any, Any] | None"]
"""actor -> at most one row with one number, annotated as `n`; or None. The header asks for all of them in one statement."""

BadgeHolders = Callable[[Collection[str]], Collection[UUID]]
"""badges by their address -> the people who hold any of them."""

_badges: list[BadgeHolders] = []
_readings: dict[str, ReadingListener] = {}
_sections: dict[str, tuple[int, ProfileSection]] = {}
_menus: dict[str, tuple[int, PostMenu]] = {}
_flairs: dict[str, tuple[int, PersonFlair]] = {}
_header: dict[str, tuple[int, HeaderItem, HeaderCount]] = {}


def provide_profile_section(key: str, order: int, section: ProfileSection) -> None:
    """Add a section to everybody's page; called from an app's ready(), like the others here."""
    _sections[key] = (order, section)


def provide_post_menu(key: str, order: int, menu: PostMenu) -> None:
    """Add entries to the menus of posts."""
    _menus[key] = (order, menu)


def provide_flair(key: str, order: int, flair: PersonFlair) -> None:
    """Add words beside authors' names."""
    _flairs[key] = (order, flair)


def provide_header_item(key: str, order: int, item: HeaderItem, count: HeaderCount) -> None:
    """Add an item to the header, with the number that it shows."""
    _header[key] = (order, item, count)


def provide_badge_holders(holders: BadgeHolders) -> None:
    """Hand in who knows badges, so that search can ask for their holders."""
    _badges[:] = [holders]


def badge_holders(badges: Collection[str]) -> Collection[UUID]:
    """The people who hold any of these badges; nobody while no app knows badges."""
    return _badges[0](badges) if _badges else ()


def provide_reading_listener(key: str, listener: ReadingListener) -> None:
    """Be told when a member has read on in a topic."""
    _readings[key] = listener


def reading_listeners() -> list[ReadingListener]:
    """Who is told when a member has read on."""
    return [_readings[key] for key in sorted(_readings)]


def profile_sections(actor: Actor, person: PersonInfo) -> list[Markup]:
    """The sections of this person's page, in order."""
    found = [section(actor, person) for _order, section in sorted(_sections.values(), key=lambda entry: entry[0])]
    return [part for part in found if part is not None]


def post_menus(actor: Actor, post_ids: Sequence[UUID]) -> dict[UUID, list[MenuItem]]:
    """The entries that apps add to these posts' menus."""
    return _gather(_menus, actor, post_ids)


def flairs(actor: Actor, person_ids: Sequence[UUID]) -> dict[UUID, list[Flair]]:
    """What apps add beside these people's names."""
    return _gather(_flairs, actor, person_ids)


def header_items(actor: Actor) -> list[Markup]:
    """What apps add to the header; one query for all their numbers, none for those who are shown nothing."""
    wanted = {key: rows for key, (_order, _item, count) in _header.items() if (rows := count(actor)) is not None}
    counts = [
        rows.annotate(item=Value(key, output_field=CharField())).values_list("item", "n").order_by()
        for key, rows in wanted.items()
    ]
    numbers = dict(counts[0].union(*counts[1:], all=True)) if counts else {}
    found = [_header[key][1](actor, numbers.get(key) or 0) for key in sorted(wanted, key=lambda one: _header[one][0])]
    return [part for part in found if part is not None]


def _gather(
    providers: Mapping[str, tuple[int, Callable[[Actor, Sequence[UUID]], Mapping[UUID, Sequence[T]]]]],
    actor: Actor,
    ids: Sequence[UUID],
) -> dict[UUID, list[T]]:
    found: dict[UUID, list[T]] = {}
    for _order, provider in sorted(providers.values(), key=lambda entry: entry[0]):
        for ident, entries in (provider(actor, ids) if ids else {}).items():
            found.setdefault(ident, []).extend(entries)
    return found
