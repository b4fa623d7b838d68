"""Many rows of one table in one statement, as arrays: a fifth of the time that bulk_create spends on objects and
placeholders. COPY would be faster still, but PostgreSQL refuses it under row-level security."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from types import NoneType
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import NOT_PROVIDED

from tenants.context import require_tenant_id

_TYPES = {
    "UUIDField": "uuid",
    "ForeignKey": "uuid",
    "DateTimeField": "timestamptz",
    "IntegerField": "int",
    "BigIntegerField": "bigint",
    "PositiveIntegerField": "int",
    "TextField": "text",
    "CharField": "text",
}


def insert_rows(
    model: type[models.Model],
    columns: Mapping[str, Sequence[Any]],
    *,
    ignore_conflicts: bool = False,
    update: Collection[str] = (),
) -> list[Any]:
    """Insert a row for each place of the columns, which are named as attributes ("author_id"); the other fields get their
    defaults. Of rows that are there, by id, the columns of `update` change. Answers the ids of the rows that were made
    or changed."""
    given: list[str] = []
    values: list[Any] = []
    selected: list[str] = []
    names: list[str] = []
    for field in model._meta.local_concrete_fields:
        if field.attname in columns:
            given.append(f"%s::{_TYPES[field.get_internal_type()]}[]")
            names.append(str(field.column))
            selected.append(f"new.{field.column}")
    arrays = [array_of(columns[f.attname]) for f in model._meta.local_concrete_fields if f.attname in columns]
    others: list[str] = []
    for field in model._meta.local_concrete_fields:
        if field.attname in columns or field.generated or field.db_default is not NOT_PROVIDED:
            continue
        default = require_tenant_id() if field.attname == "tenant_id" else field.get_default()
        if default is None:
            continue
        others.append(str(field.column))
        values.append(field.get_db_prep_save(default, connection))
    into = ", ".join([*names, *others])
    constants = ", ".join("%s" for _ in others)
    conflicts = " ON CONFLICT DO NOTHING" if ignore_conflicts else ""
    if update:
        conflicts = f" ON CONFLICT (tenant_id, id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in update)}"
    statement = (
        f"INSERT INTO {model._meta.db_table} ({into}) SELECT {', '.join(selected)}{', ' if others else ''}{constants} "
        f"FROM unnest({', '.join(given)}) AS new ({', '.join(names)})"
        f"{conflicts} RETURNING id"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *arrays])
        return [row[0] for row in cursor.fetchall()]


def array_of(values: Sequence[Any]) -> Any:
    """A column as PostgreSQL writes an array, in a few passes over all of it: the driver goes value by value."""
    kinds = set(map(type, values))
    if kinds == {str}:
        joined = "\0".join(values)
        # A zero byte inside of a text is the driver's to refuse.
        if joined.count("\0") == len(values) - 1:
            return '{"' + joined.replace("\\", "\\\\").replace('"', '\\"').replace("\0", '","') + '"}'
    elif kinds <= {UUID, int, NoneType}:
        return "{" + ",".join("NULL" if value is None else str(value) for value in values) + "}"
    elif kinds <= {datetime, NoneType}:
        return "{" + ",".join("NULL" if value is None else value.isoformat() for value in values) + "}"
    return list(values)
