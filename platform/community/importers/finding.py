"""Finding rows by many keys, each with its own look into an index.

Of a brand that is new PostgreSQL believes that it has hardly any rows, and would read all of them again and again rather
than look up hundreds of keys. `OFFSET 0` keeps it from seeing anything but one key at a time, and `estimate_rows` tells it
from time to time how much has come.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection

from community.importers.inserting import array_of
from community.models.post import Post
from community.models.topic import Topic


def ids_by_key(model: type[Topic | Post], keys: Iterable[str]) -> dict[str, UUID]:
    """Key to id of what these imported keys brought before."""
    one = f"SELECT imported_key, id FROM {model._meta.db_table} WHERE imported_key = asked.key AND imported_key <> ''"
    return dict(_look_up(one, "text", list(keys)))


def hold_topics(keys: Iterable[str]) -> list[Topic]:
    """The topics of these imported keys, locked in the order of their ids."""
    ids = sorted(ids_by_key(Topic, keys).values())
    one = "SELECT * FROM community_topic WHERE id = asked.key OFFSET 0 FOR UPDATE"
    statement = f"SELECT found.* FROM unnest(%s::uuid[]) AS asked (key) CROSS JOIN LATERAL ({one}) AS found"
    return list(Topic.objects.raw(statement, [ids])) if ids else []


def topics_with_text(topic_ids: Iterable[UUID]) -> set[UUID]:
    """Those of these topics that have their first post."""
    one = "SELECT topic_id FROM community_post WHERE topic_id = asked.key AND position = 1"
    return {row[0] for row in _look_up(one, "uuid", list(topic_ids))}


def estimate_rows() -> None:
    """Have PostgreSQL look at how many rows there are; takes a part of a second, however many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT community_estimate_rows()")


def _look_up(one: str, kind: str, keys: list[Any]) -> list[Any]:
    if not keys:
        return []
    lookups = f"SELECT found.* FROM unnest(%s::{kind}[]) AS asked (key) CROSS JOIN LATERAL ({one} OFFSET 0) AS found"
    with connection.cursor() as cursor:
        cursor.execute(lookups, [array_of(keys)])
        return list(cursor.fetchall())
