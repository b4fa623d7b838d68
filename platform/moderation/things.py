"""How moderation reaches topics, replies and private messages."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from community.actions.concealing import conceal_post, conceal_topic, reveal_post, reveal_topic
from community.queries.written import (
    Written,
    may_read,
    posts_by_id,
    topics_by_id,
    visible_replies_of,
    visible_topics_of,
)
from kernel.actor import Actor, system_actor
from messaging.actions.sending import conceal_message, reveal_message
from messaging.contracts import MessageText
from messaging.queries.reported import may_read_message, messages_by_id
from moderation.contracts import FlaggedThing
from people.contracts import PersonInfo
from people.queries import people_by_id

HELD = "held"


class Texts:
    """Topics or replies of the community. Deeds are the platform's: moderation has asked who may."""

    def __init__(
        self,
        kind: str,
        read: Callable[[Collection[UUID]], Mapping[UUID, Written]],
        by_author: Callable[[UUID], list[UUID]],
    ) -> None:
        self.kind, self._read, self._by_author = kind, read, by_author

    def find(self, ids: Collection[UUID]) -> Mapping[UUID, FlaggedThing]:
        """See ThingSource."""
        written = self._read(ids)
        people = people_by_id({text.author_id for text in written.values()})
        return {key: self._thing(text, _account(people, text.author_id)) for key, text in written.items()}

    def may_see(self, actor: Actor, thing: FlaggedThing) -> bool:
        """See ThingSource."""
        text = self._read([thing.id]).get(thing.id)
        return text is not None and may_read(actor, text)

    def hide(self, *, actor: Actor, thing_id: UUID, why: str, at: datetime) -> None:
        """See ThingSource."""
        platform = system_actor(actor.tenant_id)
        if self.kind == "topic":
            conceal_topic(actor=platform, topic_id=thing_id, reason=why, at=at)
        else:
            conceal_post(actor=platform, post_id=thing_id, reason=why, at=at)

    def restore(self, *, actor: Actor, thing_id: UUID, at: datetime) -> None:
        """See ThingSource."""
        platform = system_actor(actor.tenant_id)
        if self.kind == "topic":
            reveal_topic(actor=platform, topic_id=thing_id, at=at)
        else:
            reveal_post(actor=platform, post_id=thing_id, at=at)

    def reject(self, *, actor: Actor, thing_id: UUID, why: str, at: datetime) -> None:
        """See ThingSource: what is held is hidden already and only gets another reason."""
        self.hide(actor=actor, thing_id=thing_id, why=why, at=at)

    def by_author(self, person_id: UUID) -> Sequence[UUID]:
        """See ThingSource."""
        return self._by_author(person_id)

    def _thing(self, text: Written, user_id: UUID | None) -> FlaggedThing:
        """The first text of a topic is the topic: it is judged once, by whichever of its ids somebody came."""
        is_topic = text.position == 1
        return FlaggedThing(
            kind="topic" if is_topic else self.kind,
            id=text.topic_id if is_topic else text.id,
            title=text.title,
            text=text.text,
            language=text.language,
            path=text.path,
            author_id=text.author_id,
            author_user_id=user_id,
            space_id=text.space_id,
            created_at=text.created_at,
            is_hidden=bool(text.hidden_as),
            is_held=text.hidden_as == HELD,
            hidden_as=text.hidden_as,
            topic_id=text.topic_id,
        )


class Messages:
    """Private messages. They stand in no space, so that the brand's own moderators judge them; the reviewer's page of one
    shows it with its neighbours and is written down (`moderation.actions.peeking`)."""

    def find(self, ids: Collection[UUID]) -> Mapping[UUID, FlaggedThing]:
        """See ThingSource."""
        found = messages_by_id(ids)
        people = people_by_id({text.author_id for text in found.values() if text.author_id is not None})
        return {key: _message(text, people) for key, text in found.items()}

    def may_see(self, actor: Actor, thing: FlaggedThing) -> bool:
        """See ThingSource: participants; a reviewer has no right of their own before somebody reports it."""
        return may_read_message(actor, thing.id)

    def hide(self, *, actor: Actor, thing_id: UUID, why: str, at: datetime) -> None:
        """See ThingSource."""
        conceal_message(actor=system_actor(actor.tenant_id), message_id=thing_id, why=why, at=at)

    def restore(self, *, actor: Actor, thing_id: UUID, at: datetime) -> None:
        """See ThingSource."""
        reveal_message(actor=system_actor(actor.tenant_id), message_id=thing_id, at=at)

    def reject(self, *, actor: Actor, thing_id: UUID, why: str, at: datetime) -> None:
        """See ThingSource: messages are never held."""
        self.hide(actor=actor, thing_id=thing_id, why=why, at=at)

    def by_author(self, person_id: UUID) -> Sequence[UUID]:
        """See ThingSource: what was not reported is not looked at, also when a spammer's contributions are removed."""
        return []


def _message(text: MessageText, people: Mapping[UUID, PersonInfo]) -> FlaggedThing:
    return FlaggedThing(
        kind="message",
        id=text.id,
        title=text.title,
        text=text.body,
        language="",
        path=f"/messages/reported/{text.id}/",
        author_id=text.author_id,
        author_user_id=_account(people, text.author_id) if text.author_id is not None else None,
        space_id=None,
        created_at=text.created_at,
        is_hidden=bool(text.hidden_as),
        hidden_as=text.hidden_as,
    )


def topics() -> Texts:
    """Topics with their first text."""
    return Texts("topic", topics_by_id, visible_topics_of)


def posts() -> Texts:
    """Replies. The first text of a topic is flagged with the topic."""
    return Texts("post", posts_by_id, visible_replies_of)


def _account(people: Mapping[UUID, object], person_id: UUID) -> UUID | None:
    user_id: UUID | None = getattr(people.get(person_id), "user_id", None)
    return user_id
