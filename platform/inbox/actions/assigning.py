"""Who is responsible: assignment inside an inbox, hand-off between departments, moving between inboxes."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from access.policies import authorise
from accounts.actors import actor_for_user_id
from accounts.contracts import UserInfo
from accounts.queries import list_user_infos
from events.recording import action, publish
from inbox.actions.rows import about, author_id, lock_conversation, record, save_changed, status_changed, turn
from inbox.contracts import Entry
from inbox.errors import IdTakenError, TeamHasNoInboxError
from inbox.events import ConversationAssigned, ConversationHandedOff, ConversationMoved
from inbox.models.conversations import Conversation
from inbox.models.organisation import Inbox, InboxTeam, Team
from inbox.models.timeline import Handoff
from inbox.policies import can_work_inbox
from inbox.queries.timeline import event_entry
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import InvalidError


@action
def assign_conversation(
    *, actor: Actor, conversation_id: UUID, user_id: UUID | None, team_id: UUID | None, at: datetime | None = None
) -> None:
    """Make a colleague, a team, both or nobody responsible. Both must work in the conversation's inbox."""
    conversation = lock_conversation(actor, conversation_id)
    if (conversation.assignee_id, conversation.team_id) == (user_id, team_id):
        return
    team = _team_of_inbox(team_id, conversation.inbox_id) if team_id != conversation.team_id else _team(team_id)
    user = _colleague(user_id, conversation.inbox_id) if user_id is not None else None
    conversation.assignee_id, conversation.team_id = user_id, team_id
    at = at or now()
    data = {"user": _named(user), "team": _named(team)}
    record(conversation, actor, "assigned", data, at=at)
    save_changed(conversation)
    publish(ConversationAssigned(**about(conversation), assignee_id=user_id, team_id=team_id), actor=actor, at=at)


@action
def hand_off_conversation(
    *,
    actor: Actor,
    conversation_id: UUID,
    id: UUID,  # noqa: A002 - minted by the client
    team_id: UUID,
    summary: str,
    user_id: UUID | None = None,
    at: datetime | None = None,
) -> tuple[Entry, bool]:
    """(the hand-off on the timeline, whether it is new): another department takes over, with what it must know.

    A team that does not work in the conversation's inbox gets it in an inbox of its own: the conversation moves there,
    and the giving department no longer sees it unless it works there too. Nobody is responsible until somebody of the
    new team takes it, unless `user_id` names one. What was pending, put aside or resolved is open again.
    """
    conversation = lock_conversation(actor, conversation_id)
    known = Handoff.objects.filter(pk=id).select_related("entry").first()
    if known is not None:
        if known.conversation_id != conversation.pk or known.author_id != author_id(actor):
            raise IdTakenError
        return event_entry(known.entry), False
    summary = summary.strip()
    if not summary:
        raise InvalidError(_("Say what the next department must know."), fields={"summary": ["required"]})
    if len(summary) > 4_000:
        raise InvalidError(_("That is too long."), fields={"summary": ["too_long"]})
    if conversation.status == "spam":
        raise InvalidError(_("Spam is not handed on."), fields={"team_id": ["spam"]})
    if conversation.team_id == team_id:
        raise InvalidError(_("It is with this team already."), fields={"team_id": ["same"]})
    team = _team(team_id)
    assert team is not None
    at = at or now()
    previous, left = conversation.status, conversation.inbox
    giving = conversation.team
    if not InboxTeam.objects.filter(inbox_id=conversation.inbox_id, team=team).exists():
        conversation.inbox = _inbox_of(team)
    user = _colleague(user_id, conversation.inbox_id) if user_id is not None else None
    conversation.team, conversation.assignee_id = team, user_id
    data = {"from_team": _named(giving), "to_team": _named(team), "user": _named(user), "summary": summary}
    if conversation.inbox_id != left.pk:
        data |= {"from_inbox": _named(left), "to_inbox": _named(conversation.inbox)}
    entry = record(conversation, actor, "handed_off", data, at=at)
    if previous != "open":
        turn(conversation, "open", at=at)
        record(conversation, actor, "status_changed", {"from": previous, "to": "open"}, at=at)
    handoff = Handoff.objects.create(
        id=id,
        conversation=conversation,
        entry=entry,
        from_team=giving,
        to_team=team,
        to_user_id=user_id,
        summary=summary,
        author_id=entry.author_id,
        at=at,
    )
    save_changed(conversation)
    from_id = giving.pk if giving else None
    event = ConversationHandedOff(**about(conversation), handoff_id=handoff.pk, from_team_id=from_id, to_team_id=team.pk)
    publish(event, actor=actor, at=at)
    if previous != "open":
        publish(status_changed(conversation, previous), actor=actor, at=at)
    if conversation.inbox_id != left.pk:
        _publish_move(conversation, left.pk, actor, at)
    return event_entry(entry), True


@action
def move_conversation(*, actor: Actor, conversation_id: UUID, inbox_id: UUID, at: datetime | None = None) -> None:
    """Put it into another inbox in which the actor works too; to reach other departments hand it off instead.

    A team or colleague who does not work in the new inbox is no longer responsible; the inbox's own team is.
    """
    conversation = lock_conversation(actor, conversation_id)
    if conversation.inbox_id == inbox_id:
        return
    authorise(actor, can_work_inbox, inbox_id)
    left, target = conversation.inbox, Inbox.objects.get(pk=inbox_id)
    conversation.inbox = target
    if conversation.team_id and not InboxTeam.objects.filter(inbox=target, team_id=conversation.team_id).exists():
        conversation.team_id = target.default_team_id
    if conversation.assignee_id and not can_work_inbox(actor_for_user_id(conversation.assignee_id), target.pk):
        conversation.assignee_id = None
    at = at or now()
    record(conversation, actor, "moved", {"from_inbox": _named(left), "to_inbox": _named(target)}, at=at)
    save_changed(conversation)
    _publish_move(conversation, left.pk, actor, at)


def _publish_move(conversation: Conversation, left: UUID, actor: Actor, at: datetime) -> None:
    for told in (left, conversation.inbox_id):
        values = {**about(conversation), "inbox_id": told}
        publish(ConversationMoved(**values, from_inbox_id=left, to_inbox_id=conversation.inbox_id), actor=actor, at=at)


def _team(team_id: UUID | None) -> Team | None:
    if team_id is None:
        return None
    team = Team.objects.filter(pk=team_id).first()
    if team is None:
        raise InvalidError(_("There is no such team."), fields={"team_id": ["unknown"]})
    return team


def _team_of_inbox(team_id: UUID | None, inbox_id: UUID) -> Team | None:
    team = _team(team_id)
    if team is not None and not InboxTeam.objects.filter(inbox_id=inbox_id, team=team).exists():
        raise InvalidError(
            _("This team does not work in this inbox: hand the conversation off."), fields={"team_id": ["elsewhere"]}
        )
    return team


def _inbox_of(team: Team) -> Inbox:
    """Where a team takes what it is handed: the oldest inbox that begins with it, else the oldest in which it works."""
    found = (
        Inbox.objects.filter(default_team=team, team_links__team=team).order_by("created_at", "pk").first()
        or Inbox.objects.filter(team_links__team=team).order_by("created_at", "pk").first()
    )
    if found is None:
        raise TeamHasNoInboxError(_("This team has no inbox that could take the conversation."), fields={"team_id": ["no_inbox"]})
    return found


def _colleague(user_id: UUID, inbox_id: UUID) -> UserInfo:
    user = list_user_infos([user_id]).get(user_id)
    if user is None or not can_work_inbox(actor_for_user_id(user_id), inbox_id):
        raise InvalidError(_("This colleague does not work in this inbox."), fields={"user_id": ["elsewhere"]})
    return user


def _named(thing: Team | Inbox | UserInfo | None) -> dict[str, str] | None:
    return {"id": str(thing.id), "name": thing.name} if thing is not None else None
