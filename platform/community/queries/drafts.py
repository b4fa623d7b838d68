"""One's own drafts, and where each is gone on with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from access.policies import authorise
from accounts.actors import require_user_id
from community.addresses import topic_path
from community.models.draft import Draft
from community.models.post import Post
from community.models.topic import Topic
from community.policies import can_draft, can_view_topic
from kernel.actor import Actor
from kernel.pagination import Page, paginate


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft in the list. `topic_title` is empty where the topic is gone or no longer to be seen; then there is no way on."""

    key: str
    kind: str
    sequence: int
    title: str
    body: str
    space_id: UUID | None
    tags: str
    version: int | None
    poll: dict[str, Any] | None
    updated_at: datetime | None
    topic_title: str
    topic_path: str
    resume_path: str


def find_draft(actor: Actor, key: str) -> Draft | None:
    """One's own draft for this place."""
    if not actor.is_authenticated:
        return None
    return Draft.objects.filter(user_id=require_user_id(actor), key=key).first()


def get_draft(actor: Actor, key: str) -> DraftRow:
    """The same as a row; an empty one with sequence 0 when there is none, which is no error for who begins to write."""
    authorise(actor, can_draft)
    draft = find_draft(actor, key)
    if draft is None:
        return DraftRow(key, key.partition(":")[0], 0, "", "", None, "", None, None, None, "", "", "")
    return _rows(actor, [draft])[0]


def list_drafts(actor: Actor, *, cursor: str | None = None, size: int = 25) -> Page[DraftRow]:
    """One's own drafts, latest change first, in four queries whatever their number."""
    authorise(actor, can_draft)
    page = paginate(Draft.objects.filter(user_id=require_user_id(actor)), order=["-updated_at", "-id"], cursor=cursor, size=size)
    return Page(_rows(actor, page.items), page.next_cursor, page.previous_cursor)


def _rows(actor: Actor, drafts: Sequence[Draft]) -> list[DraftRow]:
    topics = _topics(actor, drafts)
    rows = []
    for draft in drafts:
        kind, topic = draft.key.partition(":")[0], topics.get(draft.key)
        rows.append(
            DraftRow(
                key=draft.key,
                kind=kind,
                sequence=draft.sequence,
                title=draft.title,
                body=draft.body,
                space_id=draft.space_id,
                tags=draft.tags,
                version=draft.version,
                poll=draft.poll,
                updated_at=draft.updated_at,
                topic_title=topic.title if topic else "",
                topic_path=topic_path(topic.number, topic.slug) if topic else "",
                resume_path=_resume(draft.key, topic),
            )
        )
    return rows


def _topics(actor: Actor, drafts: Sequence[Draft]) -> Mapping[str, Topic]:
    """The topic that each draft belongs to, where the actor may still see it."""
    ids = {draft.key: UUID(draft.key.partition(":")[2]) for draft in drafts if ":" in draft.key}
    edits = [ident for key, ident in ids.items() if key.startswith("edit:")]
    homes = dict(Post.objects.filter(pk__in=edits).values_list("pk", "topic_id")) if edits else {}
    wanted = {key: homes.get(ident) if key.startswith("edit:") else ident for key, ident in ids.items()}
    if not wanted:
        return {}
    found = Topic.objects.select_related("space").filter(Q(pk__in=[ident for ident in wanted.values() if ident]))
    seen = {topic.pk: topic for topic in found if can_view_topic(actor, topic)}
    return {key: seen[ident] for key, ident in wanted.items() if ident in seen}


def _resume(key: str, topic: Topic | None) -> str:
    kind, _, ident = key.partition(":")
    if kind == "new":
        return reverse("community_ask")
    if topic is None:
        return ""
    return reverse("community_edit", args=[ident]) if kind == "edit" else reverse("community_reply", args=[topic.number])
