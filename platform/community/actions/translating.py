"""Saying which language a post is in, and saying the same in another."""

from datetime import datetime, timedelta
from uuid import UUID

from access.policies import authorise
from brand_settings.queries import read
from community.actions.finding import lock_post
from community.actions.standing import refuse_unfit, require_voice
from community.authorship import author_id_of, known_author_id
from community.errors import UnknownLanguageError
from community.events import PostLanguageSet, PostTranslated, TranslationWanted
from community.languages import LanguageSettings, is_language, tidy_tag
from community.limits import enforce
from community.models.post import Post
from community.models.translation import PostTranslation, TranslationSource, TranslationState
from community.policies import can_note_language, can_receive_translation, can_set_language, can_translate, can_want_translation
from community.queries.rendering import render_text
from community.screening import Circumstances
from community.texts import clean_body, clean_title, slug_of
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.markdown import plain_text
from triage.languages import detect_language

TRIES = 6


@action
def note_language(*, actor: Actor, post_id: UUID, among: list[str]) -> Post:
    """The post, in the language that its text seems to be in. What a person said about it stands."""
    post = lock_post(actor, post_id, can_note_language)
    if post.language_source == "person" or not read(LanguageSettings).detect:
        return post
    title = post.topic.title if post.position == 1 else ""
    judged = detect_language(f"{title}\n{plain_text(post.html)}", among=among)
    if judged is None:
        return post
    # "pt" says nothing against "pt-BR".
    language = post.language if post.language.split("-")[0] == judged.language else judged.language
    return _set(actor, post, language, "detected")


@action
def set_post_language(*, actor: Actor, post_id: UUID, language: str) -> Post:
    """The post in the language that its author, or a moderator, says; raises UnknownLanguageError."""
    post = lock_post(actor, post_id, can_set_language, known_author_id(actor))
    if not is_language(language):
        raise UnknownLanguageError
    return _set(actor, post, tidy_tag(language), "person")


def _set(actor: Actor, post: Post, language: str, source: str) -> Post:
    if (post.language, post.language_source) == (language, source):
        return post
    changed = post.language != language
    post.language, post.language_source = language, source
    post.save(update_fields=["language", "language_source"])
    if changed and post.position == 1:
        post.topic.language = language
        post.topic.save(update_fields=["language"])
    if changed:
        PostTranslation.objects.filter(post=post, language=language).delete()
        ids = {"space_id": post.topic.space_id, "topic_id": post.topic_id, "post_id": post.pk, "position": post.position}
        publish(PostLanguageSet(**ids), actor=actor)
    return post


@action
def translate_post(
    *, actor: Actor, post_id: UUID, language: str, body: str, title: str = "", circumstances: Circumstances | None = None
) -> PostTranslation:
    """The post in another language, in a person's words; replaces a machine's, or an earlier one.

    With `circumstances` it is counted and screened: what a new text would be held for, a translation is refused for.

    A first post needs a title too. Raises UnknownLanguageError, also for the language that the post is in.
    """
    require_voice(actor)
    post = lock_post(actor, post_id, can_translate)
    language = tidy_tag(language)
    if not is_language(language) or language == post.language:
        raise UnknownLanguageError
    body, title = clean_body(body), clean_title(title) if post.position == 1 else ""
    refuse_unfit(
        actor,
        "translation",
        body,
        circumstances,
        deed="translation",
        title=title,
        html=render_text(actor, body),
        language=language,
        space_id=post.topic.space_id,
    )
    row = PostTranslation.objects.filter(post=post, language=language).first() or PostTranslation(post=post, language=language)
    row.source, row.state, row.provider = TranslationSource.HUMAN.value, TranslationState.READY.value, ""
    row.author_id = author_id_of(actor)
    return _keep(actor, row, title=title, body=body)


@action
def want_translation(*, actor: Actor, post_id: UUID, language: str) -> PostTranslation:
    """A machine's translation, now or soon; nothing happens when there is one of the post as it stands. Members are counted."""
    post = lock_post(actor, post_id, can_want_translation)
    language = tidy_tag(language)
    if not is_language(language) or language == post.language:
        raise UnknownLanguageError
    row = PostTranslation.objects.filter(post=post, language=language).first()
    if row is not None and (row.source == TranslationSource.HUMAN or row.state == TranslationState.WANTED):
        return row
    if row is not None and row.state == TranslationState.READY and row.of_version == post.version:
        return row
    enforce(actor, "translation")
    row = row or PostTranslation(post=post, language=language, source=TranslationSource.MACHINE.value)
    row.state, row.attempts, row.retry_at, row.at = TranslationState.WANTED.value, 0, None, now()
    row.save()
    ids = {"space_id": post.topic.space_id, "topic_id": post.topic_id, "post_id": post.pk, "position": post.position}
    publish(TranslationWanted(**ids, translation_id=row.pk), actor=actor)
    return row


@action
def receive_translation(*, actor: Actor, translation_id: UUID, provider: str, version: int, body: str, title: str) -> None:
    """Keep what a machine said of a version of the post; a person's words that came meanwhile stand."""
    authorise(actor, can_receive_translation)
    row = _waiting(translation_id)
    if row is None:
        return
    row.state, row.provider = TranslationState.READY.value, provider[:40]
    row.source, row.error = TranslationSource.MACHINE.value, ""
    _keep(actor, row, title=title[:200], body=body, version=version)


@action
def note_translation_failure(*, actor: Actor, translation_id: UUID, error: str, is_final: bool, at: datetime) -> None:
    """Try again later, six times with growing pauses, or never when the service refused for good."""
    authorise(actor, can_receive_translation)
    row = _waiting(translation_id)
    if row is None:
        return
    row.attempts, row.error = row.attempts + 1, error[:200]
    if is_final or row.attempts >= TRIES:
        row.state = TranslationState.FAILED.value
    row.retry_at = at + timedelta(seconds=30 * 4**row.attempts)
    row.save(update_fields=["attempts", "error", "state", "retry_at"])


@action
def remove_translation(*, actor: Actor, post_id: UUID, language: str) -> None:
    """Take a translation away; nothing happens when there is none."""
    require_voice(actor)
    post = lock_post(actor, post_id, can_translate)
    if is_language(language) and PostTranslation.objects.filter(post=post, language=tidy_tag(language)).delete()[0]:
        _tell(actor, post)


def _waiting(translation_id: UUID) -> PostTranslation | None:
    rows = PostTranslation.objects.select_for_update(of=("self",)).select_related("post__topic__space")
    return rows.filter(pk=translation_id, state=TranslationState.WANTED).first()


def _keep(actor: Actor, row: PostTranslation, *, title: str, body: str, version: int | None = None) -> PostTranslation:
    row.title, row.slug = title, slug_of(title) if title else ""
    row.body, row.html = body, render_text(actor, body)
    row.of_version, row.at = version or row.post.version, now()
    row.save()
    _tell(actor, row.post)
    return row


def _tell(actor: Actor, post: Post) -> None:
    event = PostTranslated(space_id=post.topic.space_id, topic_id=post.topic_id, post_id=post.pk, position=post.position)
    publish(event, actor=actor)
