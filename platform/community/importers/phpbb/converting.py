"""A dump of phpBB 3.0 to 3.3 as records of the neutral format. The file is read once for each kind of record."""

import re
from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

from pydantic import ValidationError

from community.importers.neutral.reading import Report
from community.importers.neutral.records import Member, Meta, Post, Record, Space, Topic
from community.importers.phpbb.access import TABLES, Permissions, Visibility
from community.importers.phpbb.bbcode import post_html
from community.importers.sql import Row, read_tables, table_names
from community.importers.unreadable import UnreadableFileError

ANONYMOUS, BOT = "1", "2"
CATEGORY, LINK = "0", "2"
LOCKED, MOVED = "1", "2"


def looks_like(sample: str) -> bool:
    """Whether the beginning of a file is that of a phpBB dump."""
    return re.search(r"phpbb_|phpBB Backup|\w+_acl_(?:groups|options)\b", sample) is not None


def convert(path: Path, *, source: str, report: Report) -> Iterator[Record]:
    """Forums, members, topics, posts; with the old addresses of each."""
    dump = _Dump(path, _prefix(path), report)
    config = {str(row["config_name"]): row["config_value"] or "" for row in dump.rows("config")}
    root = "/" + config.get("script_path", "/").strip("/")
    root = root if root.endswith("/") else root + "/"
    yield Meta(source=source or "phpbb", name=unescape(config.get("sitename", "")))
    forums = yield from _spaces(dump, root)
    for row in dump.rows("users"):
        if row["user_id"] != ANONYMOUS and row.get("user_type") != BOT:
            yield from dump.judged(row, _member)
    topics: set[str] = set()
    for row in dump.rows("topics"):
        if row["topic_status"] == MOVED or row.get("topic_moved_id") not in (None, "0"):
            continue
        if row["forum_id"] not in forums:
            report(f"topic {row['topic_id']}", f"is in forum {row['forum_id']}, which is not in this dump")
            continue
        for record in dump.judged(row, lambda row: _topic(row, root)):
            topics.add(str(row["topic_id"]))
            yield record
    for row in dump.rows("posts"):
        if row["topic_id"] in topics:
            yield from dump.judged(row, lambda row: _post(row, root))


class _Dump:
    def __init__(self, path: Path, prefix: str, report: Report) -> None:
        self.path, self.prefix, self.report = path, prefix, report

    def rows(self, *tables: str) -> Iterator[Row]:
        return (row for _, row in self.tables(*tables))

    def tables(self, *tables: str) -> Iterator[tuple[str, Row]]:
        names = [self.prefix + table for table in tables]
        return ((table.removeprefix(self.prefix), row) for table, row in read_tables(self.path, names, report=self.report))

    def judged(self, row: Row, make: Callable[[Row], Record]) -> Iterator[Record]:
        try:
            yield make(row)
        except (ValidationError, ValueError, KeyError) as error:
            ident = next(iter(row.values()), "")
            self.report(f"row {ident}", str(error).replace("\n", " ")[:300])


def _prefix(path: Path) -> str:
    names = table_names(path)
    for name in names:
        if name.endswith("forums") and name.removesuffix("forums") + "topics" in names:
            return name.removesuffix("forums")
    raise UnreadableFileError("There are no forums and topics of phpBB in this dump.")


def _spaces(dump: _Dump, root: str) -> Generator[Record, None, set[str]]:
    """Parents before children; answers the ids of the forums."""
    permissions = Permissions()
    for table in TABLES[:1]:
        for row in dump.rows(table):
            permissions.note(table, row)
    for table, row in dump.tables(*TABLES[1:]):
        permissions.note(table, row)
    if not permissions.given:
        dump.report("permissions", "the dump does not say who may read, so every forum comes in as private")
    rows = [row for row in dump.rows("forums") if row.get("forum_type") != LINK]
    rows.sort(key=lambda row: int(row.get("left_id") or 0))
    known: set[str] = set()
    for position, row in enumerate(rows):
        parent = str(row.get("parent_id") or "0")
        ident = str(row["forum_id"])
        # A category has no topics: whoever may read one of its forums may see its name.
        yield Space(
            id=ident,
            name=unescape(row["forum_name"] or "") or f"Forum {ident}",
            description=_plain(row.get("forum_desc") or "")[:400],
            parent=parent if parent in known else None,
            visibility=_openest(permissions, row, rows),
            position=position,
            old_addresses=[f"{root}viewforum.php?f={ident}"],
        )
        known.add(ident)
    return known


def _openest(permissions: Permissions, row: Row, rows: list[Row]) -> Visibility:
    mine = permissions.visibility(row)
    if row.get("forum_type") != CATEGORY:
        return mine
    below = {permissions.visibility(child) for child in rows if child.get("parent_id") == row["forum_id"]} | {mine}
    order: tuple[Visibility, ...] = ("public", "members", "private")
    return next(name for name in order if name in below)


def _member(row: Row) -> Member:
    email = row.get("user_email") or ""
    return Member(
        id=row["user_id"],
        name=unescape(row["username"] or "") or f"imported member {row['user_id']}",
        email=email if re.fullmatch(r"[^@\s]+@[^@\s]+", email) else None,
        joined=_instant(row.get("user_regdate")),
    )


def _topic(row: Row, root: str) -> Topic:
    ident, forum = row["topic_id"], row["forum_id"]
    return Topic(
        id=ident,
        space=forum,
        title=unescape(row["topic_title"] or ""),
        created=_instant(row["topic_time"]),
        pinned=row.get("topic_type") in ("1", "2", "3"),
        closed=row["topic_status"] == LOCKED,
        hidden=not _is_visible(row, "topic"),
        views=int(row.get("topic_views") or 0),
        old_addresses=[f"{root}viewtopic.php?t={ident}", f"{root}viewtopic.php?f={forum}&t={ident}"],
        **_author(row["topic_poster"], row.get("topic_first_poster_name")),
    )


def _post(row: Row, root: str) -> Post:
    edited = row.get("post_edit_time") or "0"
    return Post(
        id=row["post_id"],
        topic=row["topic_id"],
        created=_instant(row["post_time"]),
        edited=_instant(edited) if edited != "0" else None,
        html=post_html(row["post_text"] or "", row.get("bbcode_uid") or ""),
        hidden=not _is_visible(row, "post"),
        old_addresses=[f"{root}viewtopic.php?p={row['post_id']}"],
        **_author(row["poster_id"], row.get("post_username")),
    )


def _author(ident: str | None, name: str | None) -> dict[str, str]:
    return {"author": ident} if ident not in (None, "0", ANONYMOUS) else {"author_name": unescape(name or "")}


def _is_visible(row: Row, kind: str) -> bool:
    """Approved: `*_visibility` since 3.1, `*_approved` before."""
    return (row.get(f"{kind}_visibility") or row.get(f"{kind}_approved") or "1") == "1"


def _instant(seconds: str | None) -> datetime:
    return datetime.fromtimestamp(int(seconds or 0), UTC)


def _plain(text: str) -> str:
    return unescape(re.sub(r"<[^>]*>|\[/?\w+[^\]]*\]", "", text))
