"""The records of the neutral format. Every converter yields them, the export writes them, the import reads them. Pure."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self

import orjson
from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, model_validator

VERSION = 1
FORMAT = "chorus-community"


def _in_utc(value: datetime) -> datetime:
    return value.astimezone(UTC)


def _as_key(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Key = Annotated[str, BeforeValidator(_as_key), Field(min_length=1, max_length=38, pattern=r"^[!-~]+$")]
"""What the former forum calls a thing; a number is taken as its digits."""
Source = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,39}$")]
Instant = Annotated[AwareDatetime, AfterValidator(_in_utc)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,4})?$")]
Address = Annotated[str, Field(min_length=2, max_length=500, pattern=r"^/[^/\s]\S*$")]
Name = Annotated[str, Field(min_length=1, max_length=400)]
Number = Annotated[int, Field(ge=0, lt=2**31)]
Score = Annotated[int, Field(gt=-(2**31), lt=2**31)]


class Record(BaseModel):
    """One line. Unknown fields are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=False)


class Meta(Record):
    """The first line: where all of this comes from. `source` makes its ids unique in the brand."""

    type: Literal["meta"] = "meta"
    format: Literal["chorus-community"] = "chorus-community"
    version: Literal[1] = 1
    source: Source
    name: str = ""
    site: Annotated[str, Field(max_length=200, pattern=r"^https?://\S+$")] | None = None
    """Where relative links in HTML lead to. Without it they stay relative, and redirects may catch them."""
    language: Language | None = None
    license: Annotated[str, Field(max_length=40)] = ""


class Space(Record):
    """A place for topics. `visibility`: "private" ones are for staff until the brand opens them."""

    type: Literal["space"] = "space"
    id: Key
    name: Name
    slug: Annotated[str, Field(max_length=60)] = ""
    description: str = ""
    parent: Key | None = None
    visibility: Literal["public", "members", "private"] = "public"
    position: Annotated[int, Field(ge=-(2**31), lt=2**31)] = 0
    language: Language | None = None
    old_addresses: list[Address] = []


class Member(Record):
    """Somebody who wrote. With an e-mail address that an account here has confirmed, the posts become that account's."""

    type: Literal["member"] = "member"
    id: Key
    name: Name
    email: Annotated[str, Field(max_length=254, pattern=r"^[^@\s]+@[^@\s]+$")] | None = None
    joined: Instant | None = None


class Group(Record):
    """A group of members. `opens` says what it may do in private spaces: they are then for those whom groups let in."""

    type: Literal["group"] = "group"
    id: Key
    name: Name
    slug: Annotated[str, Field(max_length=40)] = ""
    description: Annotated[str, Field(max_length=400)] = ""
    title: Annotated[str, Field(max_length=60)] = ""
    visibility: Literal["everyone", "members", "staff"] = "members"
    joining: Literal["closed", "request", "open"] = "closed"
    mentionable: bool = False
    opens: dict[Key, Literal["view", "reply", "create", "moderate"]] = {}


class Membership(Record):
    """A member belongs to a group; only those come in who have an account here already."""

    type: Literal["membership"] = "membership"
    group: Key
    member: Key
    owner: bool = False
    since: Instant | None = None


class Tag(Record):
    """A word that topics are filed under. Only needed for its description: topics bring their tags themselves."""

    type: Literal["tag"] = "tag"
    name: Name
    description: Annotated[str, Field(max_length=400)] = ""


class Topic(Record):
    """A topic; its first post follows as the first `post` that names it. Kinds: as in the community."""

    type: Literal["topic"] = "topic"
    id: Key
    space: Key
    title: Name
    kind: Literal["question", "discussion", "announcement", "idea", "article"] = "discussion"
    author: Key | None = None
    author_name: Annotated[str, Field(max_length=400)] = ""
    created: Instant
    tags: list[str] = []
    pinned: bool = False
    closed: bool = False
    hidden: bool = False
    views: Number = 0
    language: Language | None = None
    old_addresses: list[Address] = []


class Attachment(Record):
    """A file that the former forum still serves; it becomes a link below the post."""

    name: Name
    address: Annotated[str, Field(max_length=1000, pattern=r"^https?://\S+$")]


class Post(Record):
    """A text in a topic, as Markdown or as HTML. `score` counts votes without a `vote` line, `votes` how many they were."""

    type: Literal["post"] = "post"
    id: Key
    topic: Key
    author: Key | None = None
    author_name: Annotated[str, Field(max_length=400)] = ""
    created: Instant
    edited: Instant | None = None
    markdown: Annotated[str, Field(max_length=500_000)] | None = None
    html: Annotated[str, Field(max_length=1_000_000)] | None = None
    reply_to: Key | None = None
    score: Score = 0
    votes: Number | None = None
    accepted: bool = False
    hidden: bool = False
    language: Language | None = None
    license: Annotated[str, Field(max_length=40)] = ""
    attachments: list[Attachment] = []
    old_addresses: list[Address] = []

    @model_validator(mode="after")
    def _one_text(self) -> Self:
        if (self.markdown is None) == (self.html is None):
            raise ValueError("a post has either markdown or html")
        return self


class Vote(Record):
    """One member found one post useful."""

    type: Literal["vote"] = "vote"
    post: Key
    member: Key
    at: Instant


class Redirect(Record):
    """A former address and the topic, post, space or path that it leads to now."""

    type: Literal["redirect"] = "redirect"
    old: Address
    topic: Key | None = None
    post: Key | None = None
    space: Key | None = None
    path: Address | None = None

    @model_validator(mode="after")
    def _one_goal(self) -> Self:
        if sum(goal is not None for goal in (self.topic, self.post, self.space, self.path)) != 1:
            raise ValueError("a redirect leads to exactly one topic, post, space or path")
        return self


Line = Meta | Space | Member | Group | Membership | Tag | Topic | Post | Vote | Redirect
LINE: TypeAdapter[Line] = TypeAdapter(Annotated[Line, Field(discriminator="type")])


def line_schema() -> dict[str, Any]:
    """The JSON Schema of one line."""
    schema = LINE.json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A line of the neutral format", **schema}


def dump_line(record: Record) -> bytes:
    """The record as one line, without what is left at its default."""
    kind = {"type": getattr(record, "type")}  # noqa: B009 - only the members of Line have one
    return orjson.dumps(kind | record.model_dump(mode="json", exclude_defaults=True)) + b"\n"
