"""Search over what a reader may see, through the database's own functions (migration 0002 says why)."""

import json
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet
from markupsafe import Markup, escape

from accounts.queries import list_users_by_handle
from community.addresses import place_of
from community.extensions import badge_holders
from community.languages import content_languages
from community.models.group import GroupMembership
from community.models.post import Post
from community.models.space import Space, Visibility
from community.models.tag import Tag
from community.queries.members import list_groups
from community.queries.spaces import tree_of
from community.queries.topics import OF_A_ROW, TopicRow, as_rows, marked, with_marks
from community.queries.translated_hits import Said, said_in
from community.search_language import PERSONAL, SearchQuery, parse_search
from kernel.actor import Actor
from kernel.markdown import plain_text
from kernel.prepared import prepared
from people.queries import person_id_of_user, person_ids_of_users

MOST, PAGE, MAX_QUERY = 200, 20, 400
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_FEW = 3
_NOBODY = UUID(int=0)
"""In place of an empty list, which prepared queries take for an empty answer."""
_FILE_TYPE = re.compile(r"[a-z0-9]{1,8}")


FIND = """SELECT topic_id, post_id, language FROM (
    SELECT 0 AS part, place, topic_id, post_id, '' AS language
    FROM community_search(%s, %s, %s, %s, %s) WITH ORDINALITY AS posts (topic_id, post_id, rank, place)
    UNION ALL
    SELECT 1, place, topic_id, post_id, language
    FROM community_search_translated(%s, %s, %s, %s, %s, %s) WITH ORDINALITY AS said (topic_id, post_id, language, rank, place)
  ) found ORDER BY part, place"""
"""Originals come first: who asks in the language of a post reads that post."""

Found = tuple[UUID, UUID | None, str]
"""A topic, the post that matches or None for its title, and the language of the translation that matches or nothing."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A topic that matches, the post that matches best, and the words around the match."""

    topic: TopicRow
    path: str
    title: Markup
    snippet: Markup
    language: str = ""
    """Of the words that are shown: the post's own, or that of the translation in which it was found and which is opened."""
    is_translation: bool = False


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Some hits; there is a next page when `has_next`. `total` counts up to MOST."""

    hits: Sequence[SearchHit]
    page: int
    has_next: bool
    total: int
    query: SearchQuery


def search_topics(
    spaces: Sequence[Space],
    wanted: str | SearchQuery,
    *,
    actor: Actor | None = None,
    page: int = 1,
    size: int = PAGE,
    faces: bool = True,
) -> SearchPage:
    """Topics in these spaces, which the caller has checked, best match first; solved ones and titles weigh more.

    `wanted` may hold operators (see `search_language`); those about a reader need `actor`. Who shows neither authors nor tags
    asks for no `faces`.
    """
    query = parse_search(wanted) if isinstance(wanted, str) else wanted
    within = _spaces(spaces, query)
    filters = _filters(query, actor) if within and not query.is_empty else None
    found = _find(within, query, filters, actor) if filters is not None else []
    window = found[(page - 1) * size : page * size]
    words = _words(query.words)
    rows = _read(spaces, window, faces=faces)
    in_words = {topic_id: language for topic_id, _, language in window if language}
    spoken = said_in(
        [(row.id, row.number, post.pk, in_words[row.id]) for row, post in rows if row.id in in_words],
        {row.id: post.topic.slug for row, post in rows},
    )
    hits = [_hit(row, post, words, spoken.get(row.id)) for row, post in rows]
    return SearchPage(hits, page, len(found) > page * size, len(found), query)


def _read(spaces: Sequence[Space], window: Sequence[Found], *, faces: bool) -> list[tuple[TopicRow, Post]]:
    """What was found, in this order: the post that matches, or the first where the title does; a query, and one for faces."""
    if not window:
        return []
    named = [post_id for _, post_id, _ in window if post_id]
    titled = [topic_id for topic_id, post_id, _ in window if not post_id]
    asked = _posts_with_tags if faces else _posts
    posts = {post.topic_id: post for post in asked(named or [_NOBODY], titled or [_NOBODY], [space.pk for space in spaces])}
    rows = {row.id: row for row in as_rows([marked(post) for post in posts.values()], spaces, faces=faces)}
    return [(rows[topic_id], posts[topic_id]) for topic_id, _, _ in window if topic_id in rows]


def _found_posts(named: list[UUID], titled: list[UUID], space_ids: list[UUID]) -> QuerySet[Post]:
    these = Q(pk__among=named) | Q(topic_id__among=titled, position=1)
    found = Post.objects.filter(these, topic__space_id__among=space_ids, topic__hidden_at__isnull=True).select_related("topic")
    return found.only("topic", "position", "html", *(f"topic__{name}" for name in OF_A_ROW))


_posts = prepared(_found_posts)


@prepared
def _posts_with_tags(named: list[UUID], titled: list[UUID], space_ids: list[UUID]) -> QuerySet[Post]:
    return with_marks(_found_posts(named, titled, space_ids), None, "topic_id")


def _spaces(spaces: Sequence[Space], query: SearchQuery) -> list[Space]:
    """Those that the query names, with what lies in them; all when it names none."""
    chosen = list(spaces)
    if query.spaces or query.exact_spaces:
        tree = tree_of(spaces)
        inside = {space.pk for space in spaces if space.slug.lower() in query.exact_spaces}
        for space in spaces:
            if space.slug.lower() in query.spaces:
                inside |= {one.pk for one in tree.within(space.pk)}
        chosen = [space for space in spaces if space.pk in inside]
    return [space for space in chosen if space.visibility == Visibility.PUBLIC] if "public" in query.status else chosen


def _filters(query: SearchQuery, actor: Actor | None) -> dict[str, Any] | None:
    """What the database function takes, or None when nothing can match (a name that nobody has)."""
    filters: dict[str, Any] = dict.fromkeys((query.status | query.within) - PERSONAL - {"public", "all", "title"}, 1)
    filters |= query.numbers
    if "title" in query.within:
        filters["title"] = 1
    if query.with_images:
        filters["images"] = 1
    for name, values in (("kinds", query.kinds), ("languages", query.languages)):
        if values:
            filters[name] = sorted(values)
    if query.file_types:
        filters["file_types"] = "|".join(sorted(kind for kind in query.file_types if _FILE_TYPE.fullmatch(kind))) or "-"
    for name, day in (("after", query.after), ("before", query.before)):
        if day is not None:
            filters[name] = datetime.combine(day, time(), UTC).isoformat()
    if query.order != "relevance":
        filters["order"] = query.order
    parts = (_tag_filters(query), _people_filters(query, actor), _reader_filters(query, actor))
    for part in parts:
        if part is None:
            return None
        filters |= part
    return filters


def _tag_filters(query: SearchQuery) -> dict[str, Any] | None:
    named = query.all_tags | query.any_tags | query.no_tags
    if not named:
        return {}
    rows = Tag.objects.filter(name__in=named).values_list("name", "pk", "synonym_of_id")
    ids = {name: str(meant or ident) for name, ident, meant in rows}
    if not query.all_tags <= ids.keys() or (query.any_tags and not query.any_tags & ids.keys()):
        return None
    found = {
        name: sorted({ids[tag] for tag in getattr(query, name) if tag in ids}) for name in ("all_tags", "any_tags", "no_tags")
    }
    return {name: values for name, values in found.items() if values}


def _people_filters(query: SearchQuery, actor: Actor | None) -> dict[str, Any] | None:
    sets: list[set[UUID]] = []
    if query.authors:
        sets.append(set(person_ids_of_users(info.id for info in list_users_by_handle(query.authors).values()).values()))
    if query.groups:
        # A group that the reader may not know of is nobody: its members' posts would tell who belongs to it.
        known = [group.id for group in list_groups(actor) if group.slug in query.groups] if actor is not None else []
        users = GroupMembership.objects.filter(group_id__in=known).values_list("user_id", flat=True)[:5_000]
        sets.append(set(person_ids_of_users(users).values()))
    if query.badges:
        sets.append(set(badge_holders(query.badges)))
    if not sets:
        return {}
    people = set.intersection(*sets)
    return {"authors": sorted(map(str, people))} if people else None


def _reader_filters(query: SearchQuery, actor: Actor | None) -> dict[str, Any] | None:
    asked = query.within & PERSONAL
    if not asked and query.order != "read":
        return {}
    if actor is None or actor.user_id is None:
        return None if asked else {}
    filters: dict[str, Any] = {"user": str(actor.user_id)}
    if asked & {"likes", "posted", "created"}:
        person_id = person_id_of_user(actor.user_id)
        if person_id is None:
            return None
        filters["person"] = str(person_id)
    for name in asked - {"watching", "tracking"}:
        filters["liked" if name == "likes" else name] = 1
    for level in asked & {"watching", "tracking"}:
        filters["watch"] = level
    return filters


def _find(spaces: Sequence[Space], query: SearchQuery, filters: Mapping[str, Any], actor: Actor | None) -> list[Found]:
    ids = [space.pk for space in spaces]
    wanted, unwanted = query.parted
    if not (wanted or unwanted or query.has_filters):
        return []
    languages = likely_languages(spaces, actor)
    asked, without = _phrased(wanted), _phrased(unwanted) if unwanted else ""
    # Filters say something about a post; a translation is found by its words and its language alone.
    in_others = asked if not (filters.keys() - {"languages", "order"}) else ""
    filters = {**filters, "not": without} if unwanted else filters
    posts: list[Any] = [asked, json.dumps(filters), ids, languages, MOST]
    with connection.cursor() as cursor:
        cursor.execute(
            FIND,
            [*posts, in_others, without, ids, sorted({*languages, *_own_languages()}), filters.get("languages"), MOST],
        )
        found: dict[UUID, tuple[UUID | None, str]] = {}
        for topic_id, post_id, language in cursor.fetchall():
            found.setdefault(topic_id, (post_id, language))
        if len(found) < _FEW and query.words and not query.has_filters and not query.is_exact:
            bare = query.words.replace('"', " ").strip() or "\x01"
            pattern = "%" + re.sub(r"([\\%_])", r"\\\1", bare) + "%"
            cursor.execute("SELECT topic_id, post_id FROM community_search_alike(%s, %s, %s, %s)", [bare, pattern, ids, MOST])
            for topic_id, post_id in cursor.fetchall():
                found.setdefault(topic_id, (post_id, ""))
    return [(topic_id, post_id, language) for topic_id, (post_id, language) in found.items()][:MOST]


def _own_languages() -> set[str]:
    return {tag.split("-")[0] for tag in content_languages()}


def likely_languages(spaces: Collection[Space], actor: Actor | None) -> list[str]:
    """In whose forms the words are tried: those of the pages, the spaces and their translations, and the reader's."""
    named = {space.language.split("-")[0] for space in spaces} | {
        tag.split("-")[0] for space in spaces for tag in space.translations
    }
    named |= {code.split("-")[0] for code, _name in settings.LANGUAGES}
    return sorted(named | ({actor.language.split("-")[0]} if actor is not None else set()))


def _phrased(wanted: str) -> str:
    """Runs of a script without spaces as phrases of single characters, which is how the index holds them."""
    wanted = unicodedata.normalize("NFKC", wanted)
    return re.sub(f"(?:{_UNSPACED.pattern})+", lambda run: f' "{" ".join(run[0])}" ', wanted)


def _hit(row: TopicRow, post: Post, words: Sequence[str], said: Said | None) -> SearchHit:
    path = (said.path if said else row.path) + (place_of(post.position) if post.is_reply else "")
    title, text = (said.title if said else "") or row.title, plain_text(said.html if said else post.html)
    marked_title, snippet = highlight(title, words), highlight(_around(text, words), words)
    return SearchHit(row, path, marked_title, snippet, said.language if said else row.language, said is not None)


def highlight(text: str, words: Sequence[str]) -> Markup:
    """The text, safe for a page, with the words marked."""
    if not words:
        return escape(text)
    # Where words are spaced the whole word is marked, elsewhere just what was asked for.
    forms = [re.escape(word) if _UNSPACED.search(word) else rf"(?<!\w){re.escape(word)}\w*" for word in words]
    parts = re.split(f"({'|'.join(forms)})", text, flags=re.IGNORECASE)
    return Markup("".join(f"<mark>{escape(part)}</mark>" if index % 2 else escape(part) for index, part in enumerate(parts)))  # noqa: S704 - its parts are escaped


def _words(wanted: str) -> list[str]:
    words = {word.strip("-+*\"'()").lower() for word in wanted.split() if not word.startswith("-")}
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
