"""Frames: what a client may say, and what the server says, encoded once and shared by all who get the same bytes."""

import struct
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from events.log import Recorded
from realtime.limits import TOPICS

TopicName = Annotated[str, Field(max_length=80, pattern=r"^[a-z_]{1,30}(:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$")]
State = Literal["viewing", "typing", "idle"]


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Hello(_Said):
    """Begin, or begin again from a cursor; the topics replace all joined before."""

    t: Literal["hello"]
    cursor: Annotated[int, Field(ge=0, lt=2**62)] | None = None
    epoch: UUID | None = None
    topics: Annotated[list[TopicName], Field(max_length=TOPICS)] = Field(default_factory=list)


class Join(_Said):
    """Also carry this topic from now on."""

    t: Literal["join"]
    topic: TopicName


class Leave(_Said):
    """No longer carry this topic."""

    t: Literal["leave"]
    topic: TopicName


class Lane(_Said):
    """What I am doing in this conversation."""

    t: Literal["lane"]
    topic: TopicName
    state: State


class Ping(_Said):
    """Are you there?"""

    t: Literal["ping"]


Said = Hello | Join | Leave | Lane | Ping
_said: TypeAdapter[Said] = TypeAdapter(Annotated[Said, Field(discriminator="t")])


def parse(text: str) -> Said:
    """The client's frame; raises ValueError for anything but exactly one of ours."""
    return _said.validate_json(text)


class Frame:
    """One text message: its JSON, and the same as bytes of the websocket protocol (server frames are not masked)."""

    __slots__ = ("payload", "wire")

    def __init__(self, payload: bytes) -> None:
        self.payload = payload
        self.wire = _header(len(payload)) + payload


def _header(size: int) -> bytes:
    if size < 126:
        return bytes((0x81, size))
    if size < 65_536:
        return struct.pack("!BBH", 0x81, 126, size)
    return struct.pack("!BBQ", 0x81, 127, size)


def say(t: str, **fields: Any) -> Frame:
    """A frame that is not an event."""
    return Frame(orjson.dumps({"t": t, **fields}))


PONG = say("pong")


AMONG_COLLEAGUES = ("staff", "inbox:", "user:")
"""Audiences whose frames say who acted. Readers of a space learn what happened there, not who voted or moderated."""


def event_fields(recorded: Recorded) -> bytes:
    """The JSON of an event but for its beginning, which differs with what the receiver got before."""
    fields = {
        "seq": recorded.seq,
        "type": recorded.type,
        "subject": recorded.subject,
        "at": recorded.at,
        "actor": recorded.actor_id if recorded.audience.startswith(AMONG_COLLEAGUES) else None,
        "data": recorded.payload,
    }
    return orjson.dumps(fields, option=orjson.OPT_UTC_Z)[1:]


def event_frame(fields: bytes, prev: int) -> Frame:
    """The event for a receiver whose cursor stands at `prev`."""
    return Frame(b'{"t":"event","prev":%d,' % prev + fields)
