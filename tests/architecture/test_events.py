"""Events: frozen, closed, ids only; their shapes change on purpose.

After a wanted change: `CHORUS_UPDATE_SNAPSHOTS=1 pytest tests/architecture/test_events.py`, and read the difference.
A shape that stored events no longer fit needs a new `version`.
"""

import enum
import json
import os
import types
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin
from uuid import UUID

import pytest
from pydantic import ValidationError

from events.base import Event, list_event_classes
from events.subscribers import list_subscribers
from kernel.ids import uuid7
from tests.architecture.house import ROOT, package_folders, stale

SNAPSHOT = ROOT / "tests" / "architecture" / "snapshots" / "events.json"
PLAIN = (UUID, int, bool, date)
SHORT_CODES = {
    "accounts.user_joined.role": "a role",
    "accounts.role_changed.old_role": "a role",
    "accounts.role_changed.new_role": "a role",
    "accounts.notice_given.kind": "a registered kind",
    "accounts.notice_given.key": "what it is about, made of ids",
    "accounts.notice_given.data": "names with ids, numbers and codes; texts are made by the kind",
    "connectors.mail_handled.outcome": "what became of it",
    "connectors.mail_handled.reason": "why, as a code",
    "brand_settings.changed.section": "a section's name",
    "community.idea_decided.before": "a status",
    "community.idea_decided.after": "a status",
    "community.topic_kind_changed.before": "a kind of topic",
    "community.topic_kind_changed.after": "a kind of topic",
    "community.topic_pinned.scope": "space or everywhere",
    "community.timer_set.kind": "what happens then",
    "community.timer_cancelled.kind": "what would have happened",
    "community.timer_refused.kind": "what did not happen",
    "community.post_added.origin": "where it was written",
    "community.topic_created.kind": "question, discussion or announcement",
    "files.uses_changed.kind": "what kind of thing it is",
    "moderation.appeal_decided.outcome": "upheld or denied",
    "moderation.decision_made.measure": "what was done",
    "moderation.item_decided.lane": "a lane",
    "moderation.item_decided.outcome": "kept, removed, spam or ignored",
    "moderation.item_opened.lane": "a lane",
    "moderation.penalty_given.kind": "silence or suspend",
    "moderation.thing_flagged.reason": "a reason",
    "inbox.conversation_prioritised.priority": "a priority",
    "inbox.conversation_status_changed.status": "a status",
    "inbox.conversation_status_changed.previous": "a status",
    "inbox.reply_delivered.delivery": "a state of delivery",
}
"""Fields of type `str`: allowed for a word from a fixed list that the event's module cannot name as a Literal."""

OURS = [kind for kind in list_event_classes() if kind.__module__.split(".")[0] in package_folders()]


def _leaves(annotation: Any) -> list[Any]:
    """The types that a field may hold, without its containers and None."""
    if get_origin(annotation) is Literal:
        return [Literal]
    if get_origin(annotation) in (Union, types.UnionType, list, tuple, frozenset):
        return [leaf for part in get_args(annotation) if part not in (type(None), Ellipsis) for leaf in _leaves(part)]
    return [annotation]


def _is_plain(leaf: Any) -> bool:
    return leaf is Literal or leaf in PLAIN or (isinstance(leaf, type) and issubclass(leaf, enum.StrEnum))


def _sample(annotation: Any) -> Any:
    """Some value of a field's type."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        return _sample(next(part for part in get_args(annotation) if part is not type(None)))
    if get_origin(annotation) in (list, tuple, frozenset):
        return [_sample(get_args(annotation)[0])]
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return next(iter(annotation))
    return {UUID: uuid7(), int: 1, bool: True, str: "code", date: date(2026, 1, 31)}[annotation]


def sample_event(kind: type[Event]) -> Event:
    return kind.model_validate({name: _sample(field.annotation) for name, field in kind.model_fields.items()})


def test_there_are_events() -> None:
    assert len(OURS) > 10


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.type)
class TestEvent:
    def test_is_named_after_its_app(self, kind: type[Event]) -> None:
        assert kind.type.split(".")[0] == kind.__module__.split(".")[0]
        assert len(kind.type) <= 80

    def test_is_frozen_and_closed(self, kind: type[Event]) -> None:
        assert kind.model_config.get("frozen") is True
        assert kind.model_config.get("extra") == "forbid"
        with pytest.raises(ValidationError):
            kind.model_validate({**sample_event(kind).model_dump(), "surprise": 1})

    def test_carries_ids_numbers_and_codes_only(self, kind: type[Event]) -> None:
        text = {
            f"{kind.type}.{name}"
            for name, field in kind.model_fields.items()
            if not all(_is_plain(leaf) for leaf in _leaves(field.annotation))
        }
        assert text - set(SHORT_CODES) == set()

    def test_says_whom_it_concerns_and_who_may_know(self, kind: type[Event]) -> None:
        event = sample_event(kind)
        subject, ident = event.subject.split(":")
        assert subject
        assert UUID(ident)
        assert event.audience.split(":")[0] in {"staff", "everyone", "moderators", "nobody", "inbox", "space", "user", "team"}
        assert max(len(event.subject), len(event.audience)) <= 80

    def test_survives_the_log(self, kind: type[Event]) -> None:
        event = sample_event(kind)
        assert kind.from_payload(json.loads(event.model_dump_json())) == event


def test_the_list_of_codes_is_not_stale() -> None:
    fields = {
        f"{kind.type}.{name}"
        for kind in OURS
        for name, field in kind.model_fields.items()
        if not all(_is_plain(leaf) for leaf in _leaves(field.annotation))
    }
    assert stale(SHORT_CODES, fields) == set()


def test_shapes_are_the_ones_on_record() -> None:
    shapes = {f"{kind.type}@{kind.version}": kind.model_json_schema() for kind in OURS}
    now = json.dumps(shapes, indent=1, sort_keys=True) + "\n"
    if os.environ.get("CHORUS_UPDATE_SNAPSHOTS"):
        SNAPSHOT.parent.mkdir(exist_ok=True)
        SNAPSHOT.write_text(now, encoding="utf-8")
    assert json.loads(SNAPSHOT.read_text(encoding="utf-8")) == json.loads(now)


def test_subscribers_are_named_after_their_app_and_hear_known_events() -> None:
    known = {kind.type for kind in OURS}
    for subscriber in list_subscribers():
        assert subscriber.name.split(".")[0] == subscriber.handle.__module__.split(".")[0], subscriber.name
        assert subscriber.types <= known, subscriber.name
