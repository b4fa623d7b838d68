"""What staff and members make of the topics that stand: pins, decisions about ideas, later wordings, translations, flags, held replies."""

from datetime import datetime
from functools import partial
from uuid import UUID

from community.actions.editing import edit_post
from community.actions.ideas import decide_idea
from community.actions.replies import post_reply
from community.actions.tending import pin_topic
from community.actions.translating import translate_post
from community.queries.escalation import get_topic_digest
from community.screening import Circumstances
from demo.contracts import BrandText, EditText, FlagText, ReplyText, TopicText, TranslationText
from demo.loading.progress import Progress
from moderation.actions.flagging import flag_thing

_IN_A_HURRY = Circumstances(typed_ms=700)
"""What makes a newcomer's first text wait for a moderator."""


def load_tending(progress: Progress, brand: BrandText) -> int:
    """How many topics were tended to."""
    tended = 0
    for topic in brand.topic:
        for place, held in enumerate(topic.held):
            progress.once(f"held:{topic.key}:{place}", partial(_hold, progress, topic, held))
        if topic.pinned or topic.decisions or topic.translations or topic.flags or topic.edits:
            tended += progress.once(f"tended:{topic.key}", partial(_tend, progress, topic))
    return tended


def _tend(progress: Progress, topic: TopicText) -> None:
    topic_id, at = progress.id_of(f"topic:{topic.key}"), progress.began - topic.age
    if topic.pinned:
        pin_topic(actor=progress.system, topic_id=topic_id, scope=topic.pinned, at=at)
    for decision in topic.decisions:
        at += decision.after
        actor = progress.actor(decision.by)
        decide_idea(actor=actor, topic_id=topic_id, status=decision.status, reason=decision.reason, at=at)
    for edit in topic.edits:
        _edit(progress, topic, edit)
    for translation in topic.translations:
        _translate(progress, topic, translation)
    for flag in topic.flags:
        _flag(progress, topic, flag)


def _edit(progress: Progress, topic: TopicText, edit: EditText) -> None:
    edit_post(
        actor=progress.actor(edit.by),
        post_id=post_id_of(progress, topic, edit.place),
        body=edit.body.strip(),
        at=progress.began - topic.age + edit.after,
    )


def _translate(progress: Progress, topic: TopicText, text: TranslationText) -> None:
    translate_post(
        actor=progress.actor(text.by),
        post_id=post_id_of(progress, topic, text.place),
        language=text.language,
        title=text.title,
        body=text.body.strip(),
    )


def _flag(progress: Progress, topic: TopicText, flag: FlagText) -> None:
    flag_thing(
        actor=progress.actor(flag.by),
        kind="post",
        thing_id=post_id_of(progress, topic, flag.place),
        reason=flag.reason,
        note_text=flag.note,
        at=progress.began,
    )


def _hold(progress: Progress, topic: TopicText, held: ReplyText) -> UUID:
    at: datetime = progress.began - held.after
    made = post_reply(
        actor=progress.actor(held.by),
        topic_id=progress.id_of(f"topic:{topic.key}"),
        body=held.body.strip(),
        id=progress.stable_id(f"held:{topic.key}:{held.by}", at),
        at=at,
        circumstances=_IN_A_HURRY,
    )
    return made.pk


def post_id_of(progress: Progress, topic: TopicText, place: int | None) -> UUID:
    """The first post of a topic that stands, or its reply at this place."""
    if place is None:
        return get_topic_digest(topic_id=progress.id_of(f"topic:{topic.key}")).first_post_id
    at = progress.began - topic.age
    for reply in topic.replies[: place + 1]:
        at += reply.after
    return progress.stable_id(f"topic:{topic.key}:{place}", at)
