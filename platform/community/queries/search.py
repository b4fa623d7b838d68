"""Search over what a reader may see, through the database's own functions (migration 0002 says why)."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Q
from markupsafe import Markup, escape

from community.addresses import place_of
from community.models.post import Post
from community.models.space import Space
from community.queries.topics import TopicRow, list_topics_by_id
from kernel.markdown import plain_text

MOST, PAGE, MAX_QUERY = 100, 20, 200
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_FEW = 3


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A topic that matches, the post that matches best, and the words around the match."""

    topic: TopicRow
    path: str
    title: Markup
    snippet: Markup


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Some hits; there is a next page when `has_next`."""

    hits: Sequence[SearchHit]
    page: int
    has_next: bool


def search_topics(spaces: Sequence[Space], wanted: str, *, page: int = 1, size: int = PAGE) -> SearchPage:
    """Topics in these spaces, which the caller has checked, best match first; solved ones and titles weigh more."""
    wanted = unicodedata.normalize("NFKC", wanted).replace("\x00", "").strip()[:MAX_QUERY]
    found = _find([space.pk for space in spaces], wanted) if wanted and spaces else []
    window = found[(page - 1) * size : page * size]
    rows = list_topics_by_id(spaces, [topic_id for topic_id, _ in window])
    best = dict(window)
    # One read for both kinds of hit, so that a page costs the same whether posts or titles matched.
    named, titled = [ident for ident in best.values() if ident], [row.id for row in rows if not best[row.id]]
    read = list(Post.objects.filter(Q(pk__in=named) | Q(topic_id__in=titled, position=1))) if rows else []
    posts = {post.pk: post for post in read}
    first = {post.topic_id: post for post in read if post.position == 1}
    words = _words(wanted)
    hits = [_hit(row, posts.get(best[row.id] or row.id) or first.get(row.id), words) for row in rows]
    return SearchPage(hits, page, len(found) > page * size)


def _find(space_ids: list[UUID], wanted: str) -> list[tuple[UUID, UUID | None]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT topic_id, post_id FROM community_search(%s, %s, %s)", [_phrased(wanted), space_ids, MOST])
        found = {row[0]: row[1] for row in cursor.fetchall()}
        if len(found) < _FEW:
            pattern = "%" + re.sub(r"([\\%_])", r"\\\1", wanted) + "%"
            cursor.execute(
                "SELECT topic_id, post_id FROM community_search_alike(%s, %s, %s, %s)", [wanted, pattern, space_ids, MOST]
            )
            for topic_id, post_id in cursor.fetchall():
                found.setdefault(topic_id, post_id)
    return list(found.items())


def _phrased(wanted: str) -> str:
    """Runs of a script without spaces as phrases of single characters, which is how the index holds them."""
    return re.sub(f"(?:{_UNSPACED.pattern})+", lambda run: f' "{" ".join(run[0])}" ', wanted)


def _hit(row: TopicRow, post: Post | None, words: Sequence[str]) -> SearchHit:
    path = row.path + (place_of(post.position) if post is not None and post.is_reply else "")
    text = plain_text(post.html) if post is not None else ""
    return SearchHit(row, path, highlight(row.title, words), highlight(_around(text, words), words))


def highlight(text: str, words: Sequence[str]) -> Markup:
    """The text, safe for a page, with the words marked."""
    if not words:
        return escape(text)
    # Where words are spaced the whole word is marked, elsewhere just what was asked for.
    forms = [re.escape(word) if _UNSPACED.search(word) else rf"(?<!\w){re.escape(word)}\w*" for word in words]
    pattern = re.compile(f"({'|'.join(forms)})", re.IGNORECASE)
    parts = pattern.split(text)
    return Markup("").join(
        Markup("<mark>{}</mark>").format(part) if index % 2 else escape(part) for index, part in enumerate(parts)
    )


def _words(wanted: str) -> list[str]:
    words = {word.strip("-+*\"'()").lower() for word in wanted.split()}
    # A stem would be better; its first letters mark most forms of a word.
    return sorted((word[: max(4, len(word) - 2)] for word in words if word and word != "or"), key=len, reverse=True)


def _around(text: str, words: Sequence[str], length: int = 220) -> str:
    lowered = text.lower()
    places = [place for word in words if (place := lowered.find(word)) >= 0]
    start = max(0, min(places) - 60) if places else 0
    if start:
        start = text.find(" ", start) + 1 or start
    cut = text[start : start + length]
    return ("…" if start else "") + cut + ("…" if start + length < len(text) else "")
