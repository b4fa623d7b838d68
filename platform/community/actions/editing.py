"""Changing what was written, and keeping what it said before: except right after writing, when an edit is a correction."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from brand_settings.queries import read
from community.actions.choosing_tags import check_tags
from community.actions.finding import lock_post
from community.actions.referencing import check_links, check_mentions, record_references
from community.actions.standing import judge, require_voice
from community.actions.topics import set_tags
from community.authorship import author_id_of, known_author_id
from community.differences import changed_characters
from community.errors import EditConflictError, InvalidTitleTargetError, RefusedError
from community.events import PostEdited
from community.habits import WritingSettings
from community.models.draft import Draft
from community.models.hiding import HiddenAs
from community.models.post import Post, PostRevision
from community.policies import can_edit_post
from community.queries.rendering import render_text
from community.queries.topics import tags_of
from community.screening import Circumstances, Outcome, Submission
from community.texts import clean_body, clean_tags, clean_title, slug_of
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now

TRUSTED = 2
"""From this level on a correction may be longer."""


@action
def edit_post(
    *,
    actor: Actor,
    post_id: UUID,
    body: str,
    title: str | None = None,
    tags: Sequence[str] | None = None,
    version: int | None = None,
    at: datetime | None = None,
    circumstances: Circumstances | None = None,
) -> Post:
    """The post with a new text; title and tags belong to the first post.

    `version` is what the editor had open: EditConflictError when somebody was faster, nothing when the text is the same.
    A short correction by the author soon after writing, before anybody replied, leaves no trace. With `circumstances` the
    new text is counted and screened; what a new text would be held for, an edit is refused for.
    """
    require_voice(actor)
    at = at or now()
    person_id = known_author_id(actor)
    post = lock_post(actor, post_id, can_edit_post, person_id, at)
    topic = post.topic
    if post.position != 1 and (title is not None or tags is not None):
        raise InvalidTitleTargetError
    body = clean_body(body)
    new_title = clean_title(title) if title is not None else topic.title
    names = clean_tags(tags) if tags is not None else None
    if names is not None and set(names) != set(tags_of([topic.pk]).get(topic.pk, ())):
        check_tags(actor, topic.space, names, circumstances)
    text_changed = (body, new_title) != (post.body, topic.title)
    if not text_changed and names is None:
        return post
    if text_changed:
        if version is not None and version != post.version:
            raise EditConflictError(version=post.version)
        check_mentions(actor, body)
        html, editor_id = render_text(actor, body), author_id_of(actor)
        check_links(actor, html)
        title_of = new_title if post.position == 1 else ""
        language, space_id = post.language, topic.space_id
        given = circumstances or Circumstances()
        waits = HiddenAs.HELD.value in (post.hidden_as, topic.hidden_as)
        _screen(Submission("edit", actor, editor_id, space_id, title_of, body, html, language, given), circumstances, waits=waits)
        own = editor_id == post.author_id and new_title == topic.title
        if not (own and _is_correction(actor, post, body, at)):
            _keep(post, editor_id=editor_id, at=at)
            post.edited_at = at
        post.body, post.html, post.version = body, html, post.version + 1
        post.save(update_fields=["body", "html", "edited_at", "version"])
    if new_title != topic.title:
        topic.title, topic.slug = new_title, slug_of(new_title)
    topic.version += 1
    topic.save(update_fields=["title", "slug", "version"])
    if names is not None:
        set_tags(topic, names)
    if text_changed:
        record_references(actor, post, at=at)
    if actor.user_id is not None:
        Draft.objects.filter(user_id=actor.user_id, key=f"edit:{post.pk}").delete()
    publish(PostEdited(space_id=topic.space_id, topic_id=topic.pk, post_id=post.pk, position=post.position), actor=actor, at=at)
    return post


def _screen(submission: Submission, circumstances: Circumstances | None, *, waits: bool) -> None:
    """What waits for approval goes on waiting with its new text."""
    verdict = judge(submission, circumstances, "edit")
    if verdict.outcome is Outcome.HOLD and not waits:
        raise RefusedError(verdict.message or _("This change cannot be published."), reasons=list(verdict.reasons))


def _is_correction(actor: Actor, post: Post, body: str, at: datetime) -> bool:
    """Whether what the author said is not worth keeping: a short change, soon, and before anybody answered."""
    settings = read(WritingSettings)
    if post.edited_at is not None or post.topic.last_position != post.position:
        return False
    if at - post.created_at > timedelta(seconds=settings.grace_seconds):
        return False
    most = settings.trusted_grace_characters if actor.level >= TRUSTED else settings.grace_characters
    return changed_characters(post.body, body) < most


def _keep(post: Post, *, editor_id: UUID, at: datetime) -> None:
    title = post.topic.title if post.position == 1 else ""
    PostRevision(post=post, version=post.version, title=title, body=post.body, edited_by_id=editor_id, at=at).save(
        force_insert=True
    )
