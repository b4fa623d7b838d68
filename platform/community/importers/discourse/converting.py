"""The SQL of a Discourse backup (dump.sql, packed or not), or one member's archive, as records of the neutral format."""

import csv
import json
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from community.importers.neutral.reading import Report
from community.importers.neutral.records import Member, Meta, Post, Record, Redirect, Space, Tag, Topic, Vote
from community.importers.opening import open_text
from community.importers.sql import Row, read_tables
from community.importers.unreadable import UnreadableFileError

REGULAR, LIKE = "1", "2"
SYSTEM = "-1"
UNCATEGORISED = "uncategorised"


def looks_like(sample: str) -> bool:
    """Whether the beginning of a file is that of a Discourse backup."""
    return (
        "PostgreSQL" in sample and re.search(r"\b(?:category_groups|discourse_functions|api_key|bookmarks)\b", sample) is not None
    )


def convert(path: Path, *, source: str, report: Report) -> Iterator[Record]:
    """Categories, members, tags, topics, posts in their order, likes. Private messages stay out."""
    yield Meta(source=source or "discourse")
    judge = _Judge(report)
    yield from _spaces(path, report, judge)
    yield from _members(path, report, judge)
    tags, names, solved = _topic_facts(path, report)
    for name, description in names.items():
        yield from judge(name, partial(Tag, name=name, description=description[:400]))
    topics: set[str] = set()
    for _, row in read_tables(path, {"topics"}, report=report):
        if row["archetype"] != "regular":
            continue
        ident = str(row["id"])
        for record in judge(ident, lambda row=row, ident=ident: _topic(row, tags.get(ident, []), ident in solved)):  # type: ignore[misc] # bound now
            topics.add(ident)
            yield record
    yield from _posts(path, report, judge, topics, solved)
    for _, row in read_tables(path, {"post_actions"}, report=report):
        if row["post_action_type_id"] == LIKE and row.get("deleted_at") is None:
            yield from judge(str(row["id"]), partial(_vote, row))


def _vote(row: Row) -> Vote:
    return Vote(post=row["post_id"], member=row["user_id"], at=_instant(row["created_at"]))


class _Judge:
    """Makes a record, or reports why not."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def __call__(self, ident: str, make: Callable[[], Record]) -> Iterator[Record]:
        try:
            yield make()
        except (ValidationError, ValueError, KeyError) as error:
            self.report(f"row {ident}", str(error).replace("\n", " ")[:300])


def _spaces(path: Path, report: Report, judge: _Judge) -> Iterator[Record]:
    rows = {str(row["id"]): row for _, row in read_tables(path, {"categories"}, report=report)}
    if not rows:
        raise UnreadableFileError("There are no categories of Discourse in this dump.")
    yield Space(id=UNCATEGORISED, name="Uncategorized", position=10_000)
    done: set[str] = set()

    def tell(ident: str, depth: int = 0) -> Iterator[Record]:
        row = rows[ident]
        if ident in done or depth > 5:
            return
        parent = row.get("parent_category_id")
        if parent in rows:
            yield from tell(str(parent), depth + 1)
        done.add(ident)
        yield from judge(ident, lambda: _space(row, parent if parent in done else None))

    for ident in rows:
        yield from tell(ident)


def _space(row: Row, parent: str | None) -> Space:
    return Space(
        id=row["id"],
        name=row["name"],
        slug=(row.get("slug") or "")[:60],
        description=re.sub(r"<[^>]*>", "", row.get("description") or "")[:400],
        parent=parent,
        visibility="private" if row.get("read_restricted") == "t" else "public",
        position=int(row.get("position") or 0),
        old_addresses=[f"/c/{row.get('slug') or '-'}/{row['id']}"],
    )


def _members(path: Path, report: Report, judge: _Judge) -> Iterator[Record]:
    emails: dict[str, str] = {}
    for _, row in read_tables(path, {"user_emails"}, report=report):
        if row.get("primary") == "t" and row["email"]:
            emails[str(row["user_id"])] = row["email"]
    for _, row in read_tables(path, {"users"}, report=report):
        ident = str(row["id"])
        yield from judge(
            ident,
            lambda row=row, ident=ident: Member(  # type: ignore[misc] # bound now
                id=ident, name=row.get("name") or row["username"], email=emails.get(ident), joined=_instant(row["created_at"])
            ),
        )


def _topic_facts(path: Path, report: Report) -> tuple[dict[str, list[str]], dict[str, str], dict[str, str]]:
    """(tags of a topic, descriptions of tags, the post that solves a topic)."""
    names: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    pairs: list[tuple[str, str]] = []
    solved: dict[str, str] = {}
    wanted = {"tags", "topic_tags", "topic_custom_fields", "discourse_solved_solved_topics"}
    for table, row in read_tables(path, wanted, report=report):
        if table == "tags":
            names[str(row["id"])] = str(row["name"])
            descriptions[str(row["name"])] = row.get("description") or ""
        elif table == "topic_tags":
            pairs.append((str(row["topic_id"]), str(row["tag_id"])))
        elif table == "discourse_solved_solved_topics":
            solved[str(row["topic_id"])] = str(row["answer_post_id"])
        elif row["name"] == "accepted_answer_post_id":
            solved[str(row["topic_id"])] = str(row["value"])
    tags: dict[str, list[str]] = {}
    for topic, tag in pairs:
        if tag in names:
            tags.setdefault(topic, []).append(names[tag])
    return tags, descriptions, solved


def _topic(row: Row, tags: list[str], is_solved: bool) -> Topic:
    ident = row["id"]
    slug = row.get("slug") or "topic"
    return Topic(
        id=ident,
        space=row["category_id"] or UNCATEGORISED,
        title=row["title"],
        kind="question" if is_solved else "discussion",
        author=row["user_id"],
        created=_instant(row["created_at"]),
        tags=tags,
        pinned=row.get("pinned_at") is not None,
        closed=row.get("closed") == "t",
        hidden=row.get("deleted_at") is not None or row.get("visible") == "f",
        views=int(row.get("views") or 0),
        old_addresses=[f"/t/{slug}/{ident}", f"/t/{ident}"],
    )


def _posts(path: Path, report: Report, judge: _Judge, topics: set[str], solved: dict[str, str]) -> Iterator[Record]:
    """A backup holds posts in any order: a table on disk puts them into theirs."""
    with tempfile.TemporaryDirectory() as folder:
        shelf = sqlite3.connect(Path(folder) / "posts.db")
        try:
            shelf.execute("CREATE TABLE post (topic TEXT, number INTEGER, id TEXT, data TEXT)")
            rows = (row for _, row in read_tables(path, {"posts"}, report=report) if row["topic_id"] in topics)
            shelf.executemany(
                "INSERT INTO post VALUES (?, ?, ?, ?)",
                (
                    (row["topic_id"], int(row["post_number"] or 0), row["id"], _pack(row))
                    for row in rows
                    if row["post_type"] == REGULAR
                ),
            )
            shelf.execute("CREATE INDEX place ON post (topic, number)")
            topic = ""
            numbers: dict[str, str] = {}
            for ident, number, post, data in shelf.execute("SELECT topic, number, id, data FROM post ORDER BY topic, number"):
                if ident != topic:
                    topic, numbers = ident, {}
                numbers[str(number)] = post
                row = _unpack(data)
                answered = numbers.get(str(row["reply_to_post_number"]))
                accepted = solved.get(ident) == post
                yield from judge(post, lambda row=row, answered=answered, accepted=accepted: _post(row, answered, accepted))  # type: ignore[misc] # bound now
                if number > 1:
                    old = f"/t/{ident}/{number}"
                    yield from judge(post, lambda old=old, post=post: Redirect(old=old, post=post))  # type: ignore[misc] # bound now
        finally:
            shelf.close()


_KEPT = ("id", "topic_id", "user_id", "raw", "created_at", "reply_to_post_number", "deleted_at", "hidden")


def _pack(row: Row) -> str:
    return json.dumps([row.get(name) for name in _KEPT])


def _unpack(data: str) -> Row:
    return dict(zip(_KEPT, json.loads(data), strict=True))


def _post(row: Row, answered: str | None, accepted: bool) -> Post:
    return Post(
        id=row["id"],
        topic=row["topic_id"],
        author=row["user_id"],
        created=_instant(row["created_at"]),
        markdown=_markdown(row["raw"] or ""),
        reply_to=answered,
        accepted=accepted,
        hidden=row.get("deleted_at") is not None or row.get("hidden") == "t",
    )


_QUOTE = re.compile(r'\[quote="?([^",\]]*)[^\]]*\]\n?(.*?)\n?\[/quote\]', re.DOTALL)


def _markdown(raw: str) -> str:
    """Discourse's Markdown is ours but for its quotes."""

    def quoted(found: re.Match[str]) -> str:
        lines = "\n".join(f"> {line}" for line in found[2].strip().split("\n"))
        return (f"> **{found[1].strip()}:**\n>\n" if found[1].strip() else "") + lines + "\n"

    return _QUOTE.sub(quoted, raw)


def convert_archive(path: Path, *, source: str, report: Report) -> Iterator[Record]:
    """What one member downloaded of their own: their posts, in the topics that these stand in."""
    yield Meta(source=source or "discourse-archive")
    yield Space(id="archive", name="Archive", visibility="private")
    yield Member(id="owner", name="The owner of the archive")
    judge, topics = _Judge(report), set()
    csv.field_size_limit(4_000_000)
    with open_text(path) as file:
        rows = csv.DictReader(file)
        for row in rows:
            place = re.search(r"/t/(?:[^/]+/)?(\d+)(?:/(\d+))?$", (row.get("url") or "").strip())
            if (row.get("is_pm") or "").lower() in ("yes", "true", "t", "1"):
                continue
            if place is None:
                report(f"row {rows.line_num}", "the address names no topic")
                continue
            topic, number = place[1], place[2] or "1"
            if topic not in topics:
                for record in judge(
                    topic,
                    lambda row=row, topic=topic: Topic(  # type: ignore[misc] # bound now
                        id=topic,
                        space="archive",
                        title=row.get("topic_title") or "",
                        author="owner",
                        created=_instant(row.get("created_at")),
                    ),
                ):
                    topics.add(topic)
                    yield record
            if topic in topics:
                yield from judge(
                    f"{topic}/{number}",
                    lambda row=row, topic=topic, number=number: Post(  # type: ignore[misc] # bound now
                        id=f"{topic}.{number}",
                        topic=topic,
                        author="owner",
                        created=_instant(row.get("created_at")),
                        markdown=_markdown(row.get("post_raw") or row.get("post") or ""),
                        score=int(row.get("like_count") or 0),
                    ),
                )


def _instant(text: str | None) -> datetime:
    found = datetime.fromisoformat((text or "").replace(" UTC", "+00:00").strip())
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
