"""A page of a topic in another language than the one it was written in."""

from dataclasses import dataclass, replace

from community.addresses import localized_topic_path
from community.models.translation import PostTranslation, TranslationState
from community.queries.reading import PostView, TopicView
from community.queries.rendering import quote_sources, quoted_topic_ids
from community.queries.translations import TranslatedText, translations_of
from files.queries.links import link_rules
from kernel.actor import Actor
from kernel.errors import NotFoundError
from kernel.markdown.filling import fill_html


@dataclass(frozen=True, slots=True)
class Localized:
    """The page, its title in the language, and whether a machine is still at it."""

    view: TopicView
    title: str
    slug: str
    is_pending: bool


def localized(actor: Actor, view: TopicView, language: str) -> Localized:
    """The page with each post in this language as far as somebody said it; the originals stay beside them.

    Raises NotFoundError when nothing of the topic is, or will be, in this language: addresses are not made up.
    """
    posts = [view.first, *view.replies, *([view.solution] if view.solution is not None else [])]
    spoken = translations_of([post.id for post in posts], language)
    rows = PostTranslation.objects.filter(post__topic=view.topic, language=language)
    states = set(rows.values_list("state", flat=True)) if not spoken or view.first.id not in spoken else set()
    if not spoken and not states & {TranslationState.WANTED.value, TranslationState.READY.value}:
        raise NotFoundError
    texts = [text.html for text in spoken.values()]
    quotes, links = quote_sources(actor, texts), link_rules()

    def said(post: PostView) -> PostView:
        text = spoken.get(post.id)
        if text is None:
            return post
        filled = replace(text, html=fill_html(text.html, quotes=quotes, links=links))
        return replace(post, html=filled.html, language=text.language, translation=filled, original=post)

    first: TranslatedText | None = spoken.get(view.first.id)
    slug = first.slug if first is not None and first.slug else view.topic.slug
    changed = replace(
        view,
        path=localized_topic_path(language, view.topic.number, slug),
        first=said(view.first),
        replies=[said(post) for post in view.replies],
        solution=said(view.solution) if view.solution is not None else None,
        quotes=view.quotes | quoted_topic_ids(texts),
    )
    title = first.title if first is not None and first.title else view.topic.title
    return Localized(changed, title, slug, TranslationState.WANTED.value in states)
