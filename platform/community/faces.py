"""How a person looks on a page: name, initials, colour, badge."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.contracts import hue_of
from community.addresses import person_path
from kernel.actor import STAFF, Role
from people.contracts import PersonInfo


@dataclass(frozen=True, slots=True)
class Face:
    """A person beside a post. `hue` is one of twelve, so that style sheets can name it; `avatar_hue` is the whole number.

    `picture` is the address of a small picture; without one the initials stand for it.
    """

    id: UUID | None
    user_id: UUID | None
    handle: str
    role: str
    avatar_hue: int
    name: str
    initials: str
    hue: int
    badge: str
    is_staff: bool
    is_imported: bool
    path: str
    picture: str = ""


def face_of(person: PersonInfo | None) -> Face:
    """The face of a person; a stand-in when the person is gone."""
    if person is None:
        person = PersonInfo(UUID(int=0), _("Former member"))
    known = person.id.int != 0
    return Face(
        id=person.id if known else None,
        user_id=person.user_id,
        handle=person.handle,
        role=person.role,
        avatar_hue=hue_of(person.id),
        name=person.name,
        initials=initials(person.name),
        hue=hue_of(person.id) // 30 * 30,
        badge=badge_of(person.role),
        is_staff=person.role in STAFF,
        is_imported=person.is_imported,
        path=person_path(person.handle or str(person.id)) if known else "",
        picture=person.picture,
    )


def initials(name: str) -> str:
    """One or two letters that stand for a name."""
    words = [word for word in name.split() if word[:1].isalnum()]
    if not words:
        return "?"
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()


def badge_of(role: str) -> str:
    """What the brand's own people wear beside their name; nothing for members."""
    if role == Role.AGENT:
        return _("Staff · Support")
    if role == Role.MANAGER:
        return _("Staff · Team lead")
    if role in STAFF:
        return _("Staff")
    return pgettext("badge", "Moderator") if role == Role.MODERATOR else ""
