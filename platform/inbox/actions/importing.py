"""Old tweets as conversations, many in a few statements. One event tells of them all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.utils.html import linebreaks, urlize
from django.utils.translation import gettext as _

from access.policies import authorise
from events.recording import action, publish
from inbox.actions.organising import attach_team, create_inbox
from inbox.events import InboxImported
from inbox.models.conversations import Conversation
from inbox.models.organisation import Inbox, Team
from inbox.models.timeline import Message, TimelineEvent
from inbox.models.words import searchable
from inbox.policies import can_receive
from kernel.actor import Actor
from kernel.errors import InvalidError
from kernel.markdown import clean_html, excerpt
from people.actions.bulk import ImportedPerson, ensure_imported_people
from people.contracts import IdentityKey
from tenants.numbers import next_number

KIND = "imported_tweets"
PREVIEW = 160


class TweetLike(Protocol):
    """What an importer hands in."""

    @property
    def id(self) -> int: ...
    @property
    def author(self) -> str: ...
    @property
    def inbound(self) -> bool: ...
    @property
    def at(self) -> datetime: ...
    @property
    def text(self) -> str: ...
    @property
    def language(self) -> str: ...


@dataclass(frozen=True, slots=True)
class ImportedThread:
    """A thread, oldest tweet first, and the brand it belongs to ("" when no brand took part)."""

    brand: str
    tweets: Sequence[TweetLike]
    lost_parents: int = 0
    language: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one thread: where it went, whether it is new, how many messages were."""

    inbox_id: UUID
    is_new: bool
    messages: int


@action
def ensure_imported_inbox(*, actor: Actor, name: str, team_slugs: Sequence[str] = ()) -> UUID:
    """The id of the inbox of this name, made when there is none, with these teams in it; without teams supervisors see it."""
    inbox = Inbox.objects.filter(name=name[:80]).first()
    if inbox is not None and inbox.kind != "imported":
        raise InvalidError(f"The inbox {name!r} is not one for imports.")
    teams = list(Team.objects.filter(slug__in=team_slugs).values_list("pk", flat=True))
    if len(teams) != len(set(team_slugs)):
        raise InvalidError(_("There is no such team."))
    if inbox is None:
        inbox = create_inbox(actor=actor, name=name[:80], kind="imported", hue=sum(name.encode()) * 7 % 360, team_ids=teams)
    else:
        for team_id in teams:
            attach_team(actor=actor, inbox_id=inbox.pk, team_id=team_id)
    return inbox.pk


@action
def announce_import(*, actor: Actor, inbox_id: UUID, conversations: int, messages: int) -> None:
    """Tell those who see the inbox that there is more in it."""
    authorise(actor, can_receive)
    publish(InboxImported(inbox_id=inbox_id, conversations=conversations, messages=messages), actor=actor)


@action
def import_threads(*, actor: Actor, threads: Sequence[tuple[UUID, ImportedThread]]) -> list[Imported]:
    """Write these threads into these inboxes. A tweet that is there stays; what is new of a known thread follows it.

    A thread that ends with the brand's words is resolved at that moment; one that ends with the customer's is open, and
    the customer has waited since their first unanswered tweet.
    """
    authorise(actor, can_receive)
    known = _known_messages([tweet.id for _inbox, thread in threads for tweet in thread.tweets])
    people = _people(actor, threads)
    fresh = [(inbox, thread) for inbox, thread in threads if not any(tweet.id in known for tweet in thread.tweets)]
    number = next_number("conversation", count=len(fresh)) if fresh else 0
    conversations, messages, events = list[Conversation](), list[Message](), list[TimelineEvent]()
    done = []
    for inbox_id, thread in threads:
        held = {known[tweet.id] for tweet in thread.tweets if tweet.id in known}
        if held:
            added = _follow(min(held), [tweet for tweet in thread.tweets if tweet.id not in known], people)
            done.append(Imported(inbox_id, is_new=False, messages=added))
            continue
        conversation = _conversation(inbox_id, thread, number, people)
        number += 1
        conversations.append(conversation)
        events.append(_first_entry(conversation, thread))
        messages += _messages(conversation, thread.tweets, people)
        _close_or_leave_open(conversation, thread.tweets)
        done.append(Imported(inbox_id, is_new=True, messages=len(thread.tweets)))
    Conversation.objects.bulk_create(conversations)
    TimelineEvent.objects.bulk_create(events)
    Message.objects.bulk_create(messages, batch_size=1_000)
    return done


def _known_messages(ids: Sequence[int]) -> Mapping[int, UUID]:
    """Which tweets are there, and in which conversation: one index scan per imported inbox."""
    inboxes = list(Inbox.objects.filter(kind="imported").values_list("pk", flat=True))
    rows = Message.objects.filter(inbox_id__in=inboxes, external_id__in=[_external_id(ident) for ident in ids])
    found = rows.values_list("external_id", "conversation_id")
    return {int(external_id.removeprefix("tweet:")): conversation_id for external_id, conversation_id in found}


def _people(actor: Actor, threads: Sequence[tuple[UUID, ImportedThread]]) -> Mapping[str, UUID]:
    first: dict[str, datetime] = {}
    for _inbox, thread in threads:
        for tweet in thread.tweets:
            first[tweet.author] = min(tweet.at, first.get(tweet.author, tweet.at))
    wanted = [ImportedPerson(_identity(author), f"@{author}", at) for author, at in first.items()]
    ids = ensure_imported_people(actor=actor, people=wanted)
    by_value = {identity.value.casefold(): person_id for identity, person_id in ids.items()}
    return {author: by_value[author.casefold()] for author in first}


def _identity(author: str) -> IdentityKey:
    return IdentityKey("handle", "twitter", author, f"@{author}")


def _conversation(inbox_id: UUID, thread: ImportedThread, number: int, people: Mapping[str, UUID]) -> Conversation:
    first = thread.tweets[0]
    customer = next((tweet.author for tweet in thread.tweets if tweet.inbound), first.author)
    subject = excerpt(_html(first.text), 120)
    language = next((tweet.language for tweet in thread.tweets if tweet.inbound and tweet.language), thread.language)
    return Conversation(
        number=number,
        subject=subject,
        inbox_id=inbox_id,
        origin_inbox_id=inbox_id,
        customer_id=people[customer],
        language=language,
        source_kind=KIND,
        source_key=_external_id(first.id),
        source_label=f"@{thread.brand}" if thread.brand else "",
        search_text=searchable(subject, f"@{customer}"),
        created_at=first.at,
        last_message_at=first.at,
        position=1,
    )


def _first_entry(conversation: Conversation, thread: ImportedThread) -> TimelineEvent:
    data = {"brand": thread.brand, "parent_missing": thread.lost_parents > 0}
    return TimelineEvent(conversation=conversation, position=1, code="imported", data=data, at=conversation.created_at)


def _messages(conversation: Conversation, tweets: Sequence[TweetLike], people: Mapping[str, UUID]) -> list[Message]:
    """The rows, unsaved; the conversation's numbers and preview move along."""
    rows = []
    for tweet in tweets:
        conversation.position += 1
        conversation.seq += 1
        html = _html(tweet.text)
        rows.append(
            Message(
                conversation=conversation,
                inbox_id=conversation.origin_inbox_id,
                position=conversation.position,
                seq=conversation.seq,
                direction="in" if tweet.inbound else "out",
                author_id=people[tweet.author],
                body=tweet.text,
                html=html,
                search_text=searchable(tweet.text),
                via="twitter",
                external_id=_external_id(tweet.id),
                delivery="" if tweet.inbound else "sent",
                delivered_at=None if tweet.inbound else tweet.at,
                is_imported=True,
                at=tweet.at,
            )
        )
        if tweet.at >= conversation.last_message_at:
            conversation.last_message_at = tweet.at
            conversation.last_message_direction = rows[-1].direction
            conversation.last_message_preview = excerpt(html, PREVIEW)
    conversation.message_count = conversation.seq
    return rows


def _close_or_leave_open(conversation: Conversation, tweets: Sequence[TweetLike]) -> None:
    if conversation.last_message_direction == "out":
        conversation.status, conversation.closed_at = "resolved", conversation.last_message_at
        return
    for tweet in reversed(tweets):
        if not tweet.inbound:
            break
        conversation.waiting_since = tweet.at


def _follow(conversation_id: UUID, tweets: Sequence[TweetLike], people: Mapping[str, UUID]) -> int:
    """What a larger file knows more of a thread, appended; whether it is open stays as it is."""
    if not tweets:
        return 0
    conversation = Conversation.objects.select_for_update(of=("self",)).get(pk=conversation_id)
    Message.objects.bulk_create(_messages(conversation, tweets, people))
    conversation.version += 1
    conversation.save()
    return len(tweets)


def _html(text: str) -> str:
    return clean_html(linebreaks(urlize(text, nofollow=True, autoescape=True)))


def _external_id(ident: int) -> str:
    return f"tweet:{ident}"
