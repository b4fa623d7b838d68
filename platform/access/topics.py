"""Socket topics: what a connection may join, each with the policy that decides."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from kernel.actor import Actor

Authorise = Callable[[Actor, UUID | None], bool]


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of topic. With `per_id` the client joins "<kind>:<id>", else just "<kind>"."""

    kind: str
    may_join: Authorise
    per_id: bool
    prefixes: tuple[str, ...]
    """Which event subjects it carries: "conversation:" carries every conversation the audience allows; per-id topics
    carry exactly "<kind>:<id>"."""


_topics: dict[str, Topic] = {}


def register_topic(kind: str, *, may_join: Authorise, per_id: bool = True, prefixes: tuple[str, ...] = ()) -> None:
    """Declare a topic; called from its app's ready()."""
    _topics[kind] = Topic(kind, may_join, per_id, prefixes)


def list_topics() -> list[Topic]:
    """All kinds of topic, by name."""
    return [_topics[kind] for kind in sorted(_topics)]


def get_topic(kind: str) -> Topic | None:
    """The topic of this kind, or None."""
    return _topics.get(kind)
