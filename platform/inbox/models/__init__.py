"""Tables of the inbox, one module per concern; Django finds them here."""

from inbox.models.conversations import Conversation
from inbox.models.labels import ConversationLabel, Label
from inbox.models.marks import ReadMark, Tally
from inbox.models.organisation import Inbox, InboxGrant, InboxTeam, Team, TeamGrant
from inbox.models.timeline import Handoff, Message, Note, TimelineEvent

__all__ = [
    "Conversation",
    "ConversationLabel",
    "Handoff",
    "Inbox",
    "InboxGrant",
    "InboxTeam",
    "Label",
    "Message",
    "Note",
    "ReadMark",
    "Tally",
    "Team",
    "TeamGrant",
    "TimelineEvent",
]
