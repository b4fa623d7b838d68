"""What recognition does when something happened. One subscriber hears it all, so a brand's ledger has one writer.

Events only say where to look: the ledger follows what the community says now, so hearing twice or late changes nothing.
"""

from collections.abc import Mapping
from uuid import UUID

from accounts.events import InvitationAccepted, UserDeactivated, UserJoined, UserReactivated
from accounts.queries import inviter_of
from brand_settings.events import BrandSettingsChanged
from brand_settings.queries import read
from community.events import (
    FlagOverturned,
    FlagUpheld,
    MemberLevelChanged,
    PostAdded,
    PostEdited,
    PostEvent,
    PostHidden,
    PostRestored,
    ReadingRecorded,
    SolutionAccepted,
    SolutionCleared,
    SpaceImported,
    TopicCreated,
    TopicEvent,
    TopicHidden,
    TopicRestored,
    VoteCast,
    VoteWithdrawn,
)
from community.queries.deeds import topic_post_ids
from community.topic_events import PostsMoved, TopicKindChanged, TopicMerged, TopicMoved
from events.base import Event
from events.log import Recorded
from events.subscribers import subscribe
from kernel.actor import Actor, system_actor
from people.queries import person_id_of_user
from recognition.actions.awarding import award_for_posts, award_to_members
from recognition.actions.catching_up import request_catch_up
from recognition.actions.choosing import note_closed_account
from recognition.actions.flags import count_flag
from recognition.actions.ledger import Touched, count_posts, count_reading, count_vote, note_deed
from recognition.actions.levels import review_levels
from recognition.actions.seeding import ensure_badges
from recognition.contracts import DeedRow
from recognition.queries.wanted import day_of
from recognition.sections import RecognitionSettings
from tenants.context import require_tenant_id

AFTER_SETTINGS: Mapping[str, tuple[str, ...]] = {
    "recognition": ("ledger", "reading", "points", "levels", "badges", "posts"),
    "points": ("points", "badges"),
    "trust": ("levels", "badges"),
}
POSTS = (PostAdded, PostEdited, PostHidden, PostRestored, SolutionAccepted, SolutionCleared)
TOPICS = (TopicCreated, TopicHidden, TopicRestored, TopicMoved, TopicMerged, TopicKindChanged, PostsMoved)


@subscribe(
    "recognition.ledger",
    *POSTS,
    *TOPICS,
    VoteCast,
    VoteWithdrawn,
    ReadingRecorded,
    FlagUpheld,
    FlagOverturned,
    InvitationAccepted,
    MemberLevelChanged,
    UserJoined,
    UserDeactivated,
    UserReactivated,
    BrandSettingsChanged,
    SpaceImported,
)
def keep_ledger(event: Event, recorded: Recorded) -> None:
    """Count what happened, then see who rises by it and which badges it earned. Does nothing while recognition is off."""
    actor = system_actor(require_tenant_id())
    if isinstance(event, UserJoined):
        ensure_badges(actor=actor)
    elif isinstance(event, UserDeactivated | UserReactivated):
        closed_at = recorded.at if isinstance(event, UserDeactivated) else None
        note_closed_account(actor=actor, user_id=event.user_id, closed_at=closed_at)
    elif isinstance(event, BrandSettingsChanged):
        _follow_settings(actor, event.section)
    elif read(RecognitionSettings).has_ledger:
        _recognise(actor, event, recorded)


def _recognise(actor: Actor, event: Event, recorded: Recorded) -> None:
    """Levels before badges: a badge may ask for one. Most deeds touch one or two members."""
    if isinstance(event, SpaceImported):
        request_catch_up(actor=actor)
        return
    if isinstance(event, MemberLevelChanged):
        award_to_members(actor=actor, user_ids=[event.user_id], kinds=["level"])
        return
    touched, post_ids = _count(actor, event, recorded)
    if touched:
        review_levels(actor=actor, user_ids=list(touched), third=False)
        award_to_members(actor=actor, user_ids=list(touched), kinds=frozenset().union(*touched.values()))
        award_for_posts(actor=actor, post_ids=post_ids)


def _count(actor: Actor, event: Event, recorded: Recorded) -> tuple[Touched, list[UUID]]:
    """Whose numbers changed, and which posts it was about."""
    if isinstance(event, VoteCast | VoteWithdrawn):
        voter_id = person_id_of_user(recorded.actor_id) if recorded.actor_id is not None else None
        if voter_id is None:
            return {}, []
        return count_vote(actor=actor, post_id=event.post_id, voter_id=voter_id), [event.post_id]
    if isinstance(event, FlagUpheld | FlagOverturned):
        stands = isinstance(event, FlagUpheld)
        return count_flag(actor=actor, post_id=event.post_id, flagger_id=event.flagger_id, stands=stands, at=recorded.at), []
    if isinstance(event, ReadingRecorded):
        return count_reading(actor=actor, user_ids=[event.user_id], on=event.date), []
    if isinstance(event, InvitationAccepted):
        return _count_invitation(actor, event, recorded), []
    if isinstance(event, POSTS):
        assert isinstance(event, PostEvent)
        ids = [event.post_id]
    else:
        assert isinstance(event, TopicEvent)
        topics = [event.topic_id, *([event.into_topic_id] if isinstance(event, TopicMerged) else [])]
        ids = topic_post_ids(topics)
    return count_posts(actor=actor, post_ids=ids), ids


def _count_invitation(actor: Actor, event: InvitationAccepted, recorded: Recorded) -> Touched:
    inviter = inviter_of(event.invitation_id)
    if inviter is None:
        return {}
    row = DeedRow(inviter, "invited", event.invitation_id, event.user_id, None, None, "", day_of(recorded.at))
    return note_deed(actor=actor, row=row, stands=True)


def _follow_settings(actor: Actor, section: str) -> None:
    parts = AFTER_SETTINGS.get(section)
    if parts is not None:
        ensure_badges(actor=actor)
        request_catch_up(actor=actor, parts=parts)
