"""The demo's content as it is written in content/<brand>/*.toml."""

from datetime import timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from demo.ages import parse_age


class Written(BaseModel):
    """Base of everything read from TOML; a misspelt field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TeamText(Written):
    """A department."""

    key: str
    name: str
    hue: int


class InboxText(Written):
    """An inbox; the first of its teams is the one that new conversations begin with."""

    key: str
    name: str
    kind: str
    hue: int
    teams: list[str]


class LabelText(Written):
    """A label."""

    key: str
    name: str
    hue: int


class SpaceText(Written):
    """A space of the community, perhaps inside an earlier one. `imported` names a folder of data/; `kind` is that of its topics."""

    key: str
    name: str
    slug: str = ""
    description: str
    language: str = ""
    kind: str = "question"
    hue: int = 210
    escalates_after: str = ""
    imported: str = ""
    parent: str = ""
    group: str = ""
    """The group whose members alone may read it and begin topics in it."""


class GroupText(Written):
    """A group of members; whoever is among its `owners` belongs to it as well."""

    key: str
    name: str
    slug: str = ""
    description: str = ""
    title: str = ""
    visibility: str = "members"
    joining: str = "closed"
    mentionable: bool = False
    members: list[str] = []
    owners: list[str] = []
    asking: dict[str, str] = {}
    """Who asks to join, each with their words."""


class StaffText(Written):
    """A colleague; languages in the order of preference, the first is that of their screen unless `language` says otherwise."""

    key: str
    name: str
    role: str
    languages: list[str]
    language: str = ""
    teams: list[str] = []


class CustomerText(Written):
    """A customer. Without an account they are known by their e-mail address alone; those who sign in have the password,
    and members have a trust level.

    `noted_by` is the colleague who wrote down the note and the consents.
    """

    key: str
    name: str
    language: str
    account: bool = True
    signs_in: bool = False
    level: int = 1
    consents: list[str] = []
    note: str = ""
    noted_by: str = ""


class MemberText(Written):
    """What somebody with an account says of themselves and keeps: profile, whom they follow, posts they come back to, a draft.

    A bookmark is of the first post of a topic.
    """

    key: str
    about: str = ""
    place: str = ""
    links: list[str] = []
    follows: list[str] = []
    bookmarks: dict[str, str] = {}
    """Topics, each with the name under which it is kept."""
    reminder: str = ""
    """The bookmarked topic of which they want to be reminded."""
    draft_title: str = ""
    draft: str = ""
    draft_space: str = ""


class LineText(Written):
    """One message, `after` the one before it."""

    by: str
    after: timedelta
    body: str

    _after = field_validator("after", mode="before")(parse_age)


class LetterText(Written):
    """Private messages among members, begun `age` ago by the author of the first line; a title makes it a group's."""

    key: str
    to: list[str]
    title: str = ""
    age: timedelta
    lines: list[LineText]

    _age = field_validator("age", mode="before")(parse_age)


class EditText(Written):
    """A later wording of a post; `place` is that of a reply, from 0, and without one it is the first post."""

    by: str
    body: str
    after: timedelta
    place: int | None = None

    _after = field_validator("after", mode="before")(parse_age)


class ReplyText(Written):
    """A reply to a topic, `after` the post before it."""

    by: str
    body: str
    after: timedelta
    votes: list[str] = []

    _after = field_validator("after", mode="before")(parse_age)


class PollWords(Written):
    """A poll in a topic's first post; `votes` names who chose which answer, from 0."""

    question: str
    options: list[str]
    votes: dict[str, int] = {}


class DecisionText(Written):
    """What became of an idea, `after` the one before it."""

    by: str
    status: str
    reason: str
    after: timedelta

    _after = field_validator("after", mode="before")(parse_age)


class TranslationText(Written):
    """A post in another language; `place` is that of a reply, from 0, and without one it is the first post."""

    by: str
    language: str
    body: str
    title: str = ""
    place: int | None = None


class FlagText(Written):
    """Why somebody flagged a reply (`place`, from 0)."""

    by: str
    place: int
    reason: str
    note: str = ""


class TopicText(Written):
    """A topic, begun `age` ago; `solution` is the place of a reply, from 0; without a `kind` it has that of its space.

    The votes of an idea are votes for the idea. `pinned` says where it stays on top ("space" or "everywhere"); `held` are
    replies that wait for a moderator.
    """

    key: str
    space: str
    author: str
    title: str
    kind: str = ""
    tags: list[str] = []
    age: timedelta
    body: str
    votes: list[str] = []
    replies: list[ReplyText] = []
    solution: int | None = None
    pinned: str = ""
    poll: PollWords | None = None
    decisions: list[DecisionText] = []
    translations: list[TranslationText] = []
    flags: list[FlagText] = []
    held: list[ReplyText] = []
    edits: list[EditText] = []

    _age = field_validator("age", mode="before")(parse_age)


class ArticleText(Written):
    """An article of the knowledge base, reviewed by somebody else."""

    key: str
    space: str
    author: str
    reviewer: str
    title: str
    body: str
    tags: list[str] = []
    age: timedelta

    _age = field_validator("age", mode="before")(parse_age)


class TagGroupText(Written):
    """Tags that belong together, each with what it is for."""

    key: str
    name: str
    tags: dict[str, str]


class LooksText(Written):
    """The brand's looks and the blocks of its front page, as the theme editor saves them."""

    theme: dict[str, Any] = {}
    blocks: list[dict[str, Any]] = []
    welcome: dict[str, str] = {}


class EntryText(Written):
    """One line of a conversation: the customer's words (`in`), an answer (`out`), a note, or a hand-off with its summary."""

    inbound: str = Field("", alias="in")
    out: str = ""
    note: str = ""
    handoff: str = ""
    by: str = ""
    team: str = ""
    to: str = ""
    after: timedelta = timedelta()

    _after = field_validator("after", mode="before")(parse_age)


class ConversationText(Written):
    """A conversation, begun `age` ago, and how it stands now."""

    key: str
    subject: str
    customer: str
    language: str
    inbox: str
    priority: str
    labels: list[str]
    status: str
    age: timedelta
    entries: list[EntryText]
    team: str = ""
    assignee: str = ""
    snoozed_for: timedelta | None = None
    came_by: str = "E-mail"

    _ages = field_validator("age", "snoozed_for", mode="before")(parse_age)


class BrandText(Written):
    """One brand with all that is written about it."""

    slug: str
    name: str
    language: str
    time_zone: str
    accent: str
    tagline: str
    domain: str
    tweets: bool = False
    team: list[TeamText]
    inbox: list[InboxText]
    label: list[LabelText]
    space: list[SpaceText]
    staff: list[StaffText]
    customer: list[CustomerText]
    topic: list[TopicText]
    conversation: list[ConversationText]
    article: list[ArticleText] = []
    tag_group: list[TagGroupText] = []
    group: list[GroupText] = []
    member: list[MemberText] = []
    letter: list[LetterText] = []
    looks: LooksText = LooksText()

    def address_of(self, key: str) -> str:
        """The e-mail address with which this person signs in or writes."""
        works_here = any(person.key == key for person in self.staff)
        return f"{key}@{self.domain}" if works_here else f"{key}@mail.example"
