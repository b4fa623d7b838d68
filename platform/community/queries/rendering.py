"""A text as it will look: the one renderer, for previews as for posts."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from community.addresses import place_of, topic_path
from community.models.post import Post
from community.policies import can_view_post
from community.queries.mentions import shown_names
from community.texts import MAX_BODY
from files.queries.links import link_rules
from files.queries.previews import get_previews, most_previews
from files.queries.uploads import resolve_uploads
from kernel.actor import Actor
from kernel.markdown import render_markdown
from kernel.markdown.contracts import Attachment, Mention, Picture, QuoteSource
from kernel.markdown.filling import fill_html, list_previews, list_quoted
from kernel.markdown.links import USUAL_RULES
from kernel.text import printable
from people.queries import people_by_id


class TextResolver:
    """Implements kernel.markdown.contracts.Resolver for one writer."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def mentions(self, names: frozenset[str], /) -> Mapping[str, Mention]:
        return shown_names(self.actor, names)

    def uploads(self, ids: frozenset[UUID], /) -> Mapping[UUID, Picture | Attachment]:
        return resolve_uploads(self.actor, ids)


def render_text(actor: Actor, body: str) -> str:
    """What is stored of a text: safe HTML with names, and places for what each reader may know."""
    return render_markdown(body, resolver=TextResolver(actor), links=link_rules())


def preview_text(actor: Actor, body: str) -> str:
    """Safe HTML of a text that may still be unfinished, exactly as its post would show it to this actor."""
    text = printable(body.replace("\r\n", "\n").replace("\r", "\n")).strip("\n").rstrip()[:MAX_BODY]
    if not text.strip():
        return ""
    html = render_text(actor, text)
    return fill_all(actor, [html])[0]


def fill_all(actor: Actor, pages: Sequence[str]) -> list[str]:
    """Stored HTML with what this reader may know of quoted posts and linked pages, in the same number of queries for all."""
    quotes = quote_sources(actor, pages)
    keys = list_previews(pages)
    previews, most = (get_previews(keys), most_previews()) if keys else ({}, 0)
    links = link_rules() if keys or any("data-quote" in html for html in pages) else USUAL_RULES
    return [fill_html(html, quotes=quotes, previews=previews, most_previews=most, links=links) for html in pages]


def quoted_topic_ids(pages: Iterable[str]) -> frozenset[UUID]:
    """Topics whose posts some stored HTML quotes, whoever may see them; no query where nobody is quoted."""
    wanted = list_quoted(pages)
    return frozenset(Post.objects.filter(pk__in=wanted).values_list("topic_id", flat=True)) if wanted else frozenset()


def quote_sources(actor: Actor, pages: Iterable[str]) -> Mapping[UUID, QuoteSource]:
    """Who is quoted in some stored HTML, as far as this reader may know; no query where nobody is quoted.

    A quotation of what the reader cannot see keeps its words, which the writer chose, and loses its source: neither
    the title of a hidden topic nor its author or address shows.
    """
    wanted = list_quoted(pages)
    if not wanted:
        return {}
    posts = Post.objects.select_related("topic__space").filter(pk__in=wanted)
    seen = [post for post in posts if can_view_post(actor, post)]
    people = people_by_id({post.author_id for post in seen})
    return {
        post.pk: QuoteSource(
            url=topic_path(post.topic.number, post.topic.slug) + place_of(post.position),
            label=_("%(name)s in “%(title)s”")
            % {
                "name": people[post.author_id].name if post.author_id in people else _("Former member"),
                "title": post.topic.title,
            },
        )
        for post in seen
    }
