"""What a reader may do with a conversation, so that the application offers nothing that would be refused."""

from dataclasses import dataclass

from inbox.models.conversations import Conversation
from inbox.policies import can_work
from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Capabilities:
    """Whether a reply would be taken. The hint is a code: where it goes (community, api) or why it is not taken."""

    reply: bool
    reply_hint: str


def get_capabilities(actor: Actor, conversation: Conversation) -> Capabilities:
    """What this actor may do here, now."""
    refusal = "" if can_work(actor, conversation) else "view_only"
    refusal = refusal or why_no_reply(conversation)
    where = "community" if conversation.source_kind == "community_topic" else "api"
    return Capabilities(not refusal, refusal or where)


def why_no_reply(conversation: Conversation) -> str:
    """Why no reply can be sent from here, as a code, or "" when one can. Imported history has no way back."""
    if conversation.source_kind == "imported_tweets":
        return "imported"
    return "spam" if conversation.status == "spam" else ""
