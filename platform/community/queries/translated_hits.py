"""What search found in a translation: where that is read, and in which words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from community.addresses import localized_topic_path
from community.models.translation import PostTranslation, TranslationState


@dataclass(frozen=True, slots=True)
class Said:
    """A post of a topic in another language, with the topic's title and address there as far as they were translated."""

    language: str
    title: str
    path: str
    html: str


def said_in(found: Collection[tuple[UUID, int, UUID, str]], slugs: Mapping[UUID, str]) -> Mapping[UUID, Said]:
    """By topic, for (topic, its number, post, language), in one query; `slugs` are those of the originals."""
    if not found:
        return {}
    wanted = {(post_id, language) for _, _, post_id, language in found}
    tongues = {(topic_id, language) for topic_id, _, _, language in found}
    rows = PostTranslation.objects.filter(
        Q(post_id__in=[post_id for post_id, _ in wanted])
        | Q(post__topic_id__in=[ident for ident, _ in tongues], post__position=1),
        language__in={language for _, language in wanted},
        state=TranslationState.READY,
    )
    texts: dict[tuple[UUID, str], str] = {}
    heads: dict[tuple[UUID, str], tuple[str, str]] = {}
    for post_id, topic_id, position, language, title, slug, html in rows.values_list(
        "post_id", "post__topic_id", "post__position", "language", "title", "slug", "html"
    ):
        texts[post_id, language] = html
        if position == 1:
            heads[topic_id, language] = (title, slug)
    said: dict[UUID, Said] = {}
    for topic_id, number, post_id, language in found:
        if (post_id, language) in texts:
            title, slug = heads.get((topic_id, language), ("", ""))
            path = localized_topic_path(language, number, slug or slugs[topic_id])
            said[topic_id] = Said(language, title, path, texts[post_id, language])
    return said
