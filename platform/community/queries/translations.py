"""What there is of posts in other languages."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from community.addresses import localized_topic_path
from community.models.topic import Topic
from community.models.translation import PostTranslation, TranslationSource, TranslationState
from kernel.prepared import prepared


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """A post's words in another language. `is_outdated` when the original was edited since."""

    language: str
    title: str
    slug: str
    html: str
    body: str
    is_machine: bool
    provider: str
    is_outdated: bool


@dataclass(frozen=True, slots=True)
class Alternate:
    """Another language in which a topic can be read, and where."""

    language: str
    path: str
    is_machine: bool


@dataclass(frozen=True, slots=True)
class WantedTranslation:
    """What a machine is asked to translate."""

    id: UUID
    source_language: str
    language: str
    title: str
    body: str
    version: int


def translations_of(post_ids: Collection[UUID], language: str) -> Mapping[UUID, TranslatedText]:
    """These posts in this language, as far as somebody has said it; one query."""
    return dict(_texts(PostTranslation.objects.filter(post_id__in=post_ids, language=language)))


def list_translations(post_id: UUID) -> list[TranslatedText]:
    """Everything that a post, which the caller has checked, has been said in; one query."""
    return [text for _, text in _texts(PostTranslation.objects.filter(post_id=post_id).order_by("language"))]


def _texts(translations: QuerySet[PostTranslation]) -> Iterator[tuple[UUID, TranslatedText]]:
    names = ("post_id", "language", "title", "slug", "html", "body", "source", "provider", "of_version", "post__version")
    rows = translations.filter(state=TranslationState.READY).values_list(*names)
    for post_id, tag, title, slug, html, body, source, provider, of_version, version in rows:
        is_machine = source == TranslationSource.MACHINE
        yield post_id, TranslatedText(tag, title, slug, html, body, is_machine, provider, of_version < version)


def alternates_of(topic: Topic) -> list[Alternate]:
    """The languages in which the topic's own text can be read, its original first; one query."""
    found = [Alternate(topic.language, localized_topic_path("", topic.number, topic.slug), False)]
    for language, slug, source in _alternates(topic.pk):
        path = localized_topic_path(language, topic.number, slug or topic.slug)
        found.append(Alternate(language, path, source == TranslationSource.MACHINE))
    return found


@prepared
def _alternates(topic_id: UUID) -> QuerySet[PostTranslation, Any]:
    rows = PostTranslation.objects.filter(post__topic_id=topic_id, post__position=1, state=TranslationState.READY)
    return rows.order_by("language").values_list("language", "slug", "source")


def alternates_by_topic(topic_ids: Collection[UUID]) -> Mapping[UUID, list[tuple[str, str]]]:
    """(language, slug) of people's translations, by topic, for sitemaps; one query. Machines' words are not advertised."""
    rows = PostTranslation.objects.filter(
        post__topic_id__in=topic_ids, post__position=1, state=TranslationState.READY, source=TranslationSource.HUMAN
    )
    found: dict[UUID, list[tuple[str, str]]] = {}
    for topic_id, language, slug in rows.order_by("language").values_list("post__topic_id", "language", "slug"):
        found.setdefault(topic_id, []).append((language, slug))
    return found


def list_wanted_translations(*, at: datetime, most: int = 50) -> list[WantedTranslation]:
    """What waits for the machine, oldest first, of posts that can still be seen."""
    rows = PostTranslation.objects.filter(state=TranslationState.WANTED, post__hidden_at=None, post__topic__hidden_at=None)
    rows = rows.filter(Q(retry_at=None) | Q(retry_at__lte=at)).order_by("at", "pk")
    names = ("pk", "post__language", "language", "post__position", "post__topic__title", "post__body", "post__version")
    return [
        WantedTranslation(ident, source, language, title if position == 1 else "", body, version)
        for ident, source, language, position, title, body, version in rows.values_list(*names)[:most]
    ]
