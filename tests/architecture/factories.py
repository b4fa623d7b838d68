"""Rows of any model, made from its fields alone: whoever adds a model gets its isolation proved without writing a factory.

Where a check constraint wants something particular, `PARTICULAR` says what.
"""

import itertools
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kernel.clock import now
from kernel.ids import uuid7
from tenants.context import require_tenant_id
from tenants.fields import TenantField

_numbers = itertools.count(1)
Values = Mapping[str, Any]

PARTICULAR: dict[str, Callable[[], Values]] = {
    "community.Topic": lambda: {"pin_scope": "", "hidden_as": ""},
    "community.Post": lambda: {"hidden_as": ""},
    "community.Poll": lambda: {"min_choices": 1, "max_choices": 1},
    "community.ImportRun": lambda: {"path": "", "stored": ""},
    "community.TopicTimer": lambda: {"outcome": ""},
    "messaging.Message": lambda: {"hidden_as": ""},
    "moderation.Appeal": lambda: {"outcome": ""},
    "moderation.Decision": lambda: {"is_automated_decision": True},
    "moderation.Flag": lambda: {"reason": "spam", "weight": 1.0},
    "moderation.ReviewItem": lambda: {"outcome": ""},
    "people.Identity": lambda: {"kind": "email"},
    "recognition.Badge": lambda: {"name": "Hero"},
    "people.ConsentChange": lambda: {"kind": "research", "granted_at": now()},
    "people.Merge": lambda: {"kept": make("people.Person"), "merged": make("people.Person")},
}


def make(label: str, **given: Any) -> Any:
    """A saved row of this model in the tenant in context, with rows for all that it needs to point at."""
    from django.apps import apps

    model = apps.get_model(label)
    values = {**(PARTICULAR[label]() if label in PARTICULAR else {}), **given}
    for field in model._meta.local_concrete_fields:
        if field.name in values or field.attname in values or not _needs_value(field):
            continue
        values[field.name] = _value_for(field, _allowed(model))
    row = model(**values)
    row.save(force_insert=True)
    return row


def _needs_value(field: Any) -> bool:
    if isinstance(field, TenantField | models.AutoField | models.GeneratedField | models.CompositePrimaryKey):
        return False
    if isinstance(field, models.UUIDField) and field.name == "tenant_id":
        return True
    return not (field.null or field.has_default() or getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False))


def _allowed(model: type[models.Model]) -> dict[str, Any]:
    """The first word of every list that a check constraint allows (`Q(kind__in=[...])`)."""
    words: dict[str, Any] = {}
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.CheckConstraint) and len(constraint.condition.children) == 1:  # type: ignore[union-attr] # a Q
            child = constraint.condition.children[0]  # type: ignore[union-attr]
            if isinstance(child, tuple) and child[0].endswith("__in"):
                words[child[0].removesuffix("__in")] = next(iter(child[1]))
    return words


def _value_for(field: Any, allowed: Mapping[str, Any]) -> Any:
    number = next(_numbers)
    if isinstance(field, models.ForeignKey):
        return _target_of(field)
    if field.name in allowed:
        return allowed[field.name]
    if field.choices:
        return field.flatchoices[0][0]
    if field.name == "tenant_id":
        return require_tenant_id()
    plain: list[tuple[type, Any]] = [
        (models.UUIDField, uuid7),
        (models.DateTimeField, lambda: now() + timedelta(seconds=number)),
        (models.DateField, lambda: date(2026, 1, 1)),
        (models.DurationField, lambda: timedelta(hours=1)),
        (models.BooleanField, lambda: False),
        (models.JSONField, dict),
        (ArrayField, list),
        (models.GenericIPAddressField, lambda: "127.0.0.1"),
        (models.EmailField, lambda: f"{number}@x.example"),
        (models.IntegerField, lambda: _integer(field, number)),
        (models.BinaryField, lambda: b"bytes %d" % number),
        (models.TextField, lambda: f"text {number}"),
        (models.CharField, lambda: f"{field.name[:6]}{number}"[: field.max_length]),
    ]
    for kind, value in plain:
        if isinstance(field, kind):
            return value()
    raise TypeError(f"no value for {field!r}: add its kind here")


def _integer(field: Any, number: int) -> int:
    """Below a wheel of hues, except where rows count: there far above what the product's own counters have reached."""
    counted = {name for constraint in field.model._meta.constraints for name in getattr(constraint, "fields", ())}
    return 1_000 + number if field.name in counted else number % 300 + 1


def _target_of(field: Any) -> Any:
    target = field.related_model
    if target._meta.label == "auth.Permission":
        container = field.model._meta.get_field("content_object").related_model._meta
        return target.objects.filter(
            content_type__app_label=container.app_label, content_type__model=container.model_name
        ).first()
    return make(target._meta.label)
