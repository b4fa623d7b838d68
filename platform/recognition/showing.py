"""What recognition adds to the community's pages: a section of a profile, and a word beside an author's name."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from markupsafe import Markup

from brand_settings.queries import read
from community.extensions import Flair
from community.queries.members import members_by_person
from kernel.actor import Actor
from people.contracts import PersonInfo
from recognition.naming import LEVELS, level_name, title_in_words
from recognition.policies import can_see_explanation
from recognition.queries.badges import held_by
from recognition.queries.explaining import total_points
from recognition.sections import RecognitionSettings

SHOWN_FROM = 3
"""Lower levels say more about how long somebody is here than about trust."""


def profile_section(actor: Actor, person: PersonInfo) -> Markup | None:
    """Level, points and badges of a person; None for those without an account or while there is nothing to show."""
    wanted = read(RecognitionSettings)
    user_id = person.user_id
    if user_id is None or not wanted.has_ledger:
        return None
    member = members_by_person([person.id]).get(person.id) if wanted.has_trust else None
    context = {
        "level": level_name(member.level) if member is not None else "",
        "badges": held_by(user_id),
        "points": total_points(user_id),
        "may_explain": wanted.has_trust and can_see_explanation(actor, user_id),
        "is_own": actor.user_id == user_id,
        "user_id": user_id,
        "wanted": wanted,
    }
    return Markup(render_to_string("recognition/parts/profile.html", context))  # noqa: S704 - rendered with autoescape


def flair(actor: Actor, person_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Flair]]:
    """The title that a member or their group wears, else the name of a high level; one query for a page."""
    wanted = read(RecognitionSettings)
    if not (wanted.has_titles or wanted.has_trust):
        return {}
    found: dict[UUID, Sequence[Flair]] = {}
    for person_id, member in members_by_person(person_ids).items():
        title = title_in_words(member.title) if member.title else member.group_title
        if wanted.has_titles and title:
            found[person_id] = [Flair(title, _("Title"))]
        elif wanted.has_trust and member.level >= SHOWN_FROM:
            found[person_id] = [Flair(str(LEVELS[member.level]), level_name(member.level))]
    return found
