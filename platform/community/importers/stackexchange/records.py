"""From a row of Posts.xml to plain values: what a question or an answer says, whoever stores it. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime

from community.importers.stackexchange.dump import Row, RowError
from community.licences import licence_of
from community.texts import MAX_TAGS, MAX_TITLE, slug_of
from kernel.markdown import clean_foreign_html, plain_text

QUESTION, ANSWER = "1", "2"
_TAG = re.compile(r"[^<>|]+")
_TAG_ALLOWED = re.compile(r"^\w[\w.+#-]{0,39}$")


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a post: an id of the site, or only a name that was kept when the account went."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Record:
    """A question or an answer. `parent` is the question of an answer, `accepted` the answer that a question names."""

    place: str
    id: int
    author: Author
    created_at: datetime
    html: str
    text: str
    score: int
    license: str
    parent: int = 0
    accepted: int = 0
    title: str = ""
    slug: str = ""
    tags: tuple[str, ...] = ()
    views: int = 0


def kind_of(row: Row) -> str:
    """PostTypeId; raises RowError when the row has none."""
    return row.text("PostTypeId")


def read_record(row: Row, names: dict[int, str], site: str) -> Record:
    """The row as a record; raises RowError, which says what is missing."""
    created_at = row.instant("CreationDate")
    html = clean_foreign_html(row.attributes.get("Body", ""), base=f"https://{site}/")
    common = {
        "place": row.place,
        "id": row.number("Id"),
        "author": _author(row, names),
        "created_at": created_at,
        "html": html,
        "text": plain_text(html),
        "score": row.number("Score", 0),
        "license": row.attributes.get("ContentLicense") or licence_of(created_at),
    }
    if kind_of(row) == ANSWER:
        return Record(**common, parent=row.number("ParentId"))  # type: ignore[arg-type] # values of one literal dict
    title = " ".join(row.text("Title").split())[:MAX_TITLE]
    if not title:
        raise RowError("Title is missing")
    return Record(
        **common,  # type: ignore[arg-type] # values of one literal dict
        accepted=row.number("AcceptedAnswerId", 0),
        title=title,
        slug=slug_of(title),
        tags=_tags(row.attributes.get("Tags", "")),
        views=max(0, row.number("ViewCount", 0)),
    )


def _author(row: Row, names: dict[int, str]) -> Author:
    if row.attributes.get("OwnerUserId"):
        ident = row.number("OwnerUserId")
        return Author(str(ident), names.get(ident) or f"imported member {ident}")
    name = " ".join(row.attributes.get("OwnerDisplayName", "").split())[:120]
    return Author(f"name:{name}", name) if name else Author("unknown", "imported member")


def _tags(text: str) -> tuple[str, ...]:
    found = dict.fromkeys(tag.lower() for tag in _TAG.findall(text) if _TAG_ALLOWED.match(tag.lower()))
    return tuple(found)[:MAX_TAGS]
