"""What members decide themselves: their title, and whether leaderboards show them."""

from datetime import datetime
from uuid import UUID

from access.policies import authorise
from community.actions.members import set_title
from events.recording import action, publish
from kernel.actor import Actor, system_actor
from kernel.clock import now
from kernel.errors import ForbiddenError
from recognition.errors import NoTitleError
from recognition.events import RankingChosen
from recognition.models.member import Preference
from recognition.policies import can_choose, can_count
from recognition.queries.badges import list_titles
from recognition.queries.switches import require


@action
def choose_title(*, actor: Actor, title: str) -> None:
    """One of the titles that the actor's badges give, beside their name; an empty one for none."""
    authorise(actor, can_choose)
    require("titles")
    user_id = _self(actor)
    if title and title not in list_titles(user_id):
        raise NoTitleError.about("title")
    # The community lets moderators and the platform set titles: here the platform does, after it saw the badge.
    set_title(actor=system_actor(actor.tenant_id), user_id=user_id, title=title)


@action
def choose_ranking(*, actor: Actor, is_ranked: bool, at: datetime | None = None) -> None:
    """Leaderboards show the actor, or do not; points are kept either way."""
    authorise(actor, can_choose)
    user_id = _self(actor)
    row, _made = Preference.objects.select_for_update().get_or_create(user_id=user_id)
    if (row.unranked_at is None) == is_ranked:
        return
    row.unranked_at = None if is_ranked else (at or now())
    row.save(update_fields=["unranked_at"])
    publish(RankingChosen(user_id=user_id, is_ranked=is_ranked), actor=actor)


@action
def note_closed_account(*, actor: Actor, user_id: UUID, closed_at: datetime | None) -> None:
    """Keep a closed account off leaderboards, until it is opened again."""
    authorise(actor, can_count)
    Preference.objects.update_or_create(user_id=user_id, defaults={"left_at": closed_at})


def _self(actor: Actor) -> UUID:
    if actor.user_id is None:
        raise ForbiddenError
    return actor.user_id
