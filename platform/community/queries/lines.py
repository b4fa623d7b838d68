"""What moderators did to a topic, as lines between its posts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.addresses import topic_path
from community.models.moderation import Moderation, Verb
from community.models.timer import TIMER_KINDS, TimerKind
from community.models.topic import IDEA_STATUSES, KIND_CHOICES, IdeaStatus, PinScope, Topic
from community.policies import can_moderate_topic, can_view_topic
from kernel.actor import Actor
from kernel.prepared import prepared
from people.queries import people_by_id

PUBLIC = frozenset(verb.value for verb in Verb if verb not in (Verb.HIDE, Verb.RESTORE, Verb.DELETE, Verb.UNDELETE, Verb.BANNER))
"""What every reader is told; what was hidden is a matter for moderators."""
MOST = 200


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One line. `path` leads to the other topic where there is one; `anchors` are places of posts that are gone from here."""

    after: int
    text: str
    reason: str
    at: datetime
    path: str
    anchors: Sequence[int]


def list_lines(actor: Actor, topic: Topic, *, first: int, last: int) -> list[ActionLine]:
    """The lines of these positions in order. Three queries more for names when there are any, none otherwise."""
    found = (_all_lines if can_moderate_topic(actor, topic) else _public_lines)(topic.pk, first, last)
    if not found:
        return []
    people = people_by_id({row.moderator_id for row in found if row.moderator_id is not None})
    names = {ident: person.name for ident, person in people.items()}
    paths = _paths(actor, found)
    return [_line(row, names.get(row.moderator_id) if row.moderator_id else None, paths) for row in found]


@prepared
def _all_lines(topic_id: UUID, first: int, last: int) -> QuerySet[Moderation]:
    rows = Moderation.objects.filter(topic_id=topic_id, after_position__gte=first, after_position__lte=last)
    return rows.order_by("after_position", "at", "pk")[:MOST]


@prepared
def _public_lines(topic_id: UUID, first: int, last: int) -> QuerySet[Moderation]:
    rows = Moderation.objects.filter(
        topic_id=topic_id, after_position__gte=first, after_position__lte=last, verb__in=sorted(PUBLIC)
    )
    return rows.order_by("after_position", "at", "pk")[:MOST]


def _line(row: Moderation, name: str | None, paths: Mapping[str, str]) -> ActionLine:
    other = str(row.data.get("to_topic") or row.data.get("from_topic") or "")
    return ActionLine(
        after=row.after_position,
        text=sentence(row.verb, row.data, name or _("A rule of this community")),
        reason=row.reason,
        at=row.at,
        path=paths.get(other, ""),
        anchors=row.data.get("positions", ()),
    )


def sentence(verb: str, data: Mapping[str, Any], name: str) -> str:
    """One decision in words."""
    count = int(data.get("count", 0))
    texts = {
        Verb.HIDE: _("%(name)s hid this."),
        Verb.RESTORE: _("%(name)s brought this back."),
        Verb.LOCK: _("%(name)s closed this topic."),
        Verb.UNLOCK: _("%(name)s opened this topic."),
        Verb.DELETE: _("%(name)s deleted this."),
        Verb.UNDELETE: _("%(name)s took the deletion back."),
        Verb.ARCHIVE: _("%(name)s archived this topic."),
        Verb.UNARCHIVE: _("%(name)s took this topic out of the archive."),
        Verb.PIN: _("%(name)s pinned this topic in all lists.")
        if data.get("scope") == PinScope.EVERYWHERE
        else _("%(name)s pinned this topic in its space."),
        Verb.UNPIN: _("%(name)s unpinned this topic."),
        Verb.BUMP: _("%(name)s brought this topic to the top."),
        Verb.SLOW: _slow(int(data.get("seconds", 0))),
        Verb.KIND: _("%(name)s made this topic: %(after)s (before: %(before)s)."),
        Verb.MOVE: _("%(name)s moved this topic here from another space."),
        Verb.SPLIT: ngettext(
            "%(name)s made a topic of its own of %(count)d reply.",
            "%(name)s made a topic of its own of %(count)d replies.",
            count,
        ),
        Verb.MERGE: ngettext(
            "%(name)s merged another topic with %(count)d post into this one.",
            "%(name)s merged another topic with %(count)d posts into this one.",
            count,
        ),
        Verb.MOVE_POSTS: ngettext(
            "%(name)s moved %(count)d reply to another topic.", "%(name)s moved %(count)d replies to another topic.", count
        ),
        Verb.RECEIVE_POSTS: ngettext(
            "%(name)s moved %(count)d post here from another topic.",
            "%(name)s moved %(count)d posts here from another topic.",
            count,
        ),
        Verb.SET_TIMER: _("%(name)s set a timer: %(timer)s, %(due)s."),
        Verb.CANCEL_TIMER: _("%(name)s cancelled a timer: %(timer)s."),
        Verb.BANNER: _("%(name)s put the banner up.") if data.get("is_up") else _("%(name)s took the banner down."),
        Verb.IDEA_STATUS: _("%(name)s changed the status of this idea: %(after)s."),
        Verb.PUBLISH: _("%(name)s published this."),
    }
    return texts[Verb(verb)] % {"name": name, "count": count, **_words(Verb(verb), data)}


def _slow(seconds: int) -> str:
    if seconds == 0:
        return _("%(name)s ended slow mode.")
    return _("%(name)s turned slow mode on: %(pause)s between two replies of the same person.")


def _words(verb: Verb, data: Mapping[str, Any]) -> dict[str, str]:
    if verb is Verb.KIND:
        kinds = dict(KIND_CHOICES)
        return {key: str(kinds.get(str(data.get(key)), data.get(key))) for key in ("before", "after")}
    if verb is Verb.IDEA_STATUS:
        return {"after": str(IDEA_STATUSES[IdeaStatus(data["after"])])}
    if verb in (Verb.SET_TIMER, Verb.CANCEL_TIMER):
        due = parse_datetime(str(data.get("due_at", "")))
        timer = str(TIMER_KINDS[TimerKind(data["kind"])])
        return {"timer": timer, "due": date_format(due, "DATETIME_FORMAT") if due else ""}
    return {"pause": pause_in_words(int(data.get("seconds", 0)))} if verb is Verb.SLOW else {}


def pause_in_words(seconds: int) -> str:
    """A pause as people say it."""
    if seconds % 3600 == 0 and seconds:
        return ngettext("%(n)d hour", "%(n)d hours", seconds // 3600) % {"n": seconds // 3600}
    if seconds % 60 == 0:
        return ngettext("%(n)d minute", "%(n)d minutes", seconds // 60) % {"n": seconds // 60}
    return ngettext("%(n)d second", "%(n)d seconds", seconds) % {"n": seconds}


def _paths(actor: Actor, rows: Sequence[Moderation]) -> dict[str, str]:
    """Addresses of the other topics that this reader may open. No titles: a page that is kept must not outlive them."""
    ids = {value for row in rows for key in ("to_topic", "from_topic") if (value := row.data.get(key))}
    if not ids:
        return {}
    topics = Topic.objects.select_related("space").filter(pk__in=[UUID(value) for value in ids], merged_into=None)
    return {str(topic.pk): topic_path(topic.number, topic.slug) for topic in topics if can_view_topic(actor, topic)}
