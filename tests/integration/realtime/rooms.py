"""A smallest app for the live connection: rooms that people are let into, and things in them that change.

Its tables exist in test databases only; what it registers is what an app registers in ready().
"""

from typing import Any, ClassVar
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import connection, transaction

from access.audiences import register_audiences
from access.grants import access_changed
from access.topics import register_topic
from events import audience
from events.base import Event
from events.log import read_head
from events.recording import action, publish
from kernel.actor import Actor
from tests import plugin

TABLES = """
CREATE TABLE IF NOT EXISTS test_room (tenant_id uuid, room uuid, user_id uuid, PRIMARY KEY (room, user_id));
CREATE TABLE IF NOT EXISTS test_thing (tenant_id uuid, id uuid PRIMARY KEY, room uuid, value integer NOT NULL);
GRANT SELECT, INSERT, UPDATE, DELETE ON test_room, test_thing TO "{role}";
"""


class ThingChanged(Event):
    """A thing in a room has another value."""

    type: ClassVar[str] = "tests.thing_changed"
    thing_id: UUID
    room_id: UUID
    value: int

    @property
    def subject(self) -> str:
        return f"thing:{self.thing_id}"

    @property
    def audience(self) -> str:
        return audience.of("room", self.room_id)


class Announced(Event):
    """Something that everybody may know, about one thing."""

    type: ClassVar[str] = "tests.announced"
    thing_id: UUID

    @property
    def subject(self) -> str:
        return f"thing:{self.thing_id}"

    @property
    def audience(self) -> str:
        return audience.EVERYONE


def make_tables() -> None:
    """Create the rooms' tables in this process's database."""
    with plugin._own_database() as owner:
        owner.execute(TABLES.format(role=settings.DATABASES["default"]["USER"]).encode())  # type: ignore[arg-type]


def drop_tables() -> None:
    """Take them away again: without row-level security they would be a hole that /readyz reports."""
    with plugin._own_database() as owner:
        owner.execute("DROP TABLE IF EXISTS test_room, test_thing")


def register() -> None:
    """What RoomsConfig.ready() would do."""
    register_audiences("rooms", lambda actor: {audience.of("room", room) for room in rooms_of(actor)})
    register_topic("things", may_join=lambda actor, _: True, per_id=False, prefixes=("thing:",))
    register_topic("thing", may_join=lambda actor, _: True)
    register_topic("conversation", may_join=lambda actor, _: actor.is_staff)


def rooms_of(actor: Actor) -> set[UUID]:
    """Rooms that the actor was let into."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT room FROM test_room WHERE user_id = %s AND tenant_id = %s", [actor.user_id, actor.tenant_id])
        return {row[0] for row in cursor.fetchall()}


@action
def change_thing(*, actor: Actor, thing_id: UUID, room_id: UUID, times: int = 1) -> None:
    """Count a thing up, so many times one by one."""
    for _ in range(times):
        with connection.cursor() as cursor:
            cursor.execute(
                """INSERT INTO test_thing VALUES (%s, %s, %s, 1) ON CONFLICT (id) DO UPDATE SET value = test_thing.value + 1
                   RETURNING value""",
                [actor.tenant_id, thing_id, room_id],
            )
            (value,) = cursor.fetchone()
        publish(ThingChanged(thing_id=thing_id, room_id=room_id, value=value), actor=actor)


@action
def announce(*, actor: Actor, thing_id: UUID) -> None:
    """Tell everybody."""
    publish(Announced(thing_id=thing_id), actor=actor)


@action
def announce_often(*, actor: Actor, thing_id: UUID, times: int) -> None:
    """Tell everybody many times over, in one transaction."""
    for _ in range(times):
        publish(Announced(thing_id=thing_id), actor=actor)


@action
def let_in(*, actor: Actor, user: Any, room_id: UUID) -> None:
    """Let a person into a room."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO test_room VALUES (%s, %s, %s) ON CONFLICT DO NOTHING", [actor.tenant_id, room_id, user.pk])
    access_changed(actor=actor, user=user)


@action
def put_out(*, actor: Actor, user: Any, room_id: UUID) -> None:
    """Put a person out of a room."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM test_room WHERE room = %s AND user_id = %s", [room_id, user.pk])
    access_changed(actor=actor, user=user)


def snapshot(actor: Actor) -> tuple[int, dict[str, int]]:
    """What a page would show this person: the log's end, and the values of all things in their rooms as of it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        head = read_head(actor.tenant_id)
        cursor.execute("SELECT id, value FROM test_thing WHERE room = ANY(%s)", [list(rooms_of(actor))])
        return (head.seq if head else 0), {str(ident): value for ident, value in cursor.fetchall()}


def room_of_things() -> dict[str, str]:
    """In which room each thing is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, room FROM test_thing")
        return {str(ident): str(room) for ident, room in cursor.fetchall()}


def admin() -> psycopg.Connection[Any]:
    """The owner's connection, for what only an operator does: pruning, a new epoch."""
    return plugin._own_database()
