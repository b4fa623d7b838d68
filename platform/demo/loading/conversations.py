"""Conversations that were written for the demo, told again through the inbox's own actions at the times they name."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from demo.contracts import BrandText, ConversationText, EntryText
from demo.loading.progress import Progress
from inbox.actions.assigning import assign_conversation, hand_off_conversation
from inbox.actions.changing import mark_read, set_labels, set_priority, set_status
from inbox.actions.opening import add_inbound_message, open_conversation
from inbox.actions.replying import add_note, reply_to_conversation
from inbox.contracts import ConversationSource, NewMessage

_MOMENT = timedelta(minutes=1)


def load_conversations(progress: Progress, brand: BrandText) -> int:
    """How many conversations were made, the oldest first."""
    ordered = sorted(brand.conversation, key=lambda conversation: conversation.age, reverse=True)
    return sum(progress.once(f"conversation:{text.key}", _Telling(progress, brand, text).tell) for text in ordered)


@dataclass
class _Telling:
    """One conversation on its way: where it stands while its entries are told one after another."""

    progress: Progress
    brand: BrandText
    text: ConversationText
    at: datetime = field(init=False)
    id: UUID = field(init=False)
    seq: int = 1
    place: int = 0
    assignee: str = ""
    team: str = ""

    def tell(self) -> UUID:
        """The conversation's id."""
        self.at = self.progress.began - self.text.age
        self.team = next(inbox.teams[0] for inbox in self.brand.inbox if inbox.key == self.text.inbox)
        self._open()
        for entry in self.text.entries[1:]:
            self.place += 1
            self.at += entry.after
            self._entry(entry)
        self._settle()
        return self.id

    def _open(self) -> None:
        opened = open_conversation(
            actor=self.progress.system,
            inbox_id=self.progress.id_of(f"inbox:{self.text.inbox}"),
            subject=self.text.subject,
            customer_id=self.progress.id_of(f"person:{self.text.customer}"),
            source=ConversationSource(kind="api", key=f"demo:{self.text.key}", label=self.text.came_by),
            messages=[self._message(self.text.entries[0])],
            language=self.text.language,
            id=self.progress.stable_id(f"conversation:{self.text.key}", self.at),
            at=self.at,
        )
        self.id = opened.id
        if self.text.priority != "normal":
            set_priority(actor=self.progress.system, conversation_id=self.id, priority=self.text.priority, at=self.at)

    def _entry(self, entry: EntryText) -> None:
        if entry.inbound:
            add_inbound_message(actor=self.progress.system, conversation_id=self.id, message=self._message(entry), at=self.at)
            self.seq += 1
            return
        if not self.assignee and not entry.note:
            self._assign(entry.by, self.at - _MOMENT)
        actor, fresh = self.progress.actor(entry.by), self._fresh_id()
        if entry.out:
            reply_to_conversation(
                actor=actor, conversation_id=self.id, id=fresh, body=entry.out.strip(), seen_seq=self.seq, at=self.at
            )
            self.seq += 1
        elif entry.note:
            add_note(actor=actor, conversation_id=self.id, id=fresh, body=entry.note.strip(), at=self.at)
        else:
            self._hand_off(entry)

    def _hand_off(self, entry: EntryText) -> None:
        hand_off_conversation(
            actor=self.progress.actor(entry.by),
            conversation_id=self.id,
            id=self._fresh_id(),
            team_id=self.progress.id_of(f"team:{entry.team}"),
            user_id=self.progress.id_of(f"user:{entry.to}") if entry.to else None,
            summary=entry.handoff.strip(),
            at=self.at,
        )
        self.assignee, self.team = entry.to, entry.team

    def _settle(self) -> None:
        """Bring it to how it stands now: responsible colleague, labels, status, what has been read."""
        text, latest = self.text, self.at + _MOMENT
        if text.assignee and text.assignee != self.assignee:
            self._assign(text.assignee, latest)
        actor = self.progress.actor(self.assignee) if self.assignee else self.progress.system
        if text.labels:
            labels = [self.progress.id_of(f"label:{key}") for key in text.labels]
            set_labels(actor=actor, conversation_id=self.id, label_ids=labels, at=latest)
        if text.status != "open":
            until = self.progress.began + text.snoozed_for if text.snoozed_for else None
            set_status(actor=actor, conversation_id=self.id, status=text.status, snoozed_until=until, at=latest)
        for colleague in self.brand.staff if text.status != "open" else ():
            if colleague.role in ("owner", "admin", "manager") or self.team in colleague.teams:
                mark_read(actor=self.progress.actor(colleague.key), conversation_id=self.id, seq=self.seq, at=latest)

    def _assign(self, key: str, at: datetime) -> None:
        colleague = next(person for person in self.brand.staff if person.key == key)
        team = self.text.team or self.team
        if team in colleague.teams or not colleague.teams:
            self.team = team
        else:
            self.team = colleague.teams[0]
        assign_conversation(
            actor=self.progress.actor(key),
            conversation_id=self.id,
            user_id=self.progress.id_of(f"user:{key}"),
            team_id=self.progress.id_of(f"team:{self.team}"),
            at=at,
        )
        self.assignee = key

    def _message(self, entry: EntryText) -> NewMessage:
        return NewMessage(
            author_id=self.progress.id_of(f"person:{self.text.customer}"),
            body=entry.inbound.strip(),
            at=self.at,
            via="api",
            external_id=f"demo:{self.text.key}:{self.place}",
        )

    def _fresh_id(self) -> UUID:
        return self.progress.stable_id(f"conversation:{self.text.key}:{self.place}", self.at)
