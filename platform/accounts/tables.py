"""All tables of the brand, by what they say of their columns: so that a table that is added tomorrow is exported and erased too.

Which rows are somebody's is told by the names of keys: `user`, `author` and the like are whose it is; `target`, `moderator`
or `decided_by` are what others did, and not theirs to take along; who of them did it is left out of one's own rows too.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from string import punctuation
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, TextField, Value
from django.db.models.functions import Cast

from accounts.models.user import User
from tenants.fields import tenant_field_of

OWN = frozenset({
    "user", "user_id", "owner_id", "person", "home", "author", "author_user", "flagger", "customer", "started_by",
    "written_by", "edited_by",
})  # fmt: skip
SECRET = frozenset({
    "password", "token_hash", "key_hash", "data", "secret", "auth", "p256dh", "endpoint", "raw", "key", "bounce_key", "tenant",
})  # fmt: skip
OTHERS = frozenset({"moderator", "first_decider"})
"""Who did something to a row, like every name that ends in "_by" and is not one of `OWN`: readers learn what, never from whom."""
NOT_EXPORTED = frozenset({
    "moderation.ReviewItem", "moderation.FlaggerRecord", "moderation.ScreenedText", "messaging.Message", "people.Merge",
})  # fmt: skip
"""How reviewers work, and what another part of the export says better."""
KEPT = frozenset({"accounts.Erasure", "community.Member", "community.TopicTimer"})
"""Rows with a key to the account that stay when it is erased: they hold no text of the member, and others rely on them."""


def tenant_models() -> list[type[models.Model]]:
    """Every table with rows of brands, by name."""
    return sorted(
        (m for m in apps.get_models() if tenant_field_of(m) is not None and not m._meta.proxy), key=lambda m: m._meta.label
    )


def list_owned() -> list[str]:
    """Labels of the tables in which something may belong to a member."""
    return [m._meta.label for m in tenant_models() if m._meta.label not in NOT_EXPORTED and _condition(m, None, None) is not None]


def rows_of(label: str, user_id: UUID, person_id: UUID | None) -> Iterator[Mapping[str, Any]]:
    """The member's rows of this table without secrets, a few hundred at a time."""
    model = apps.get_model(label)
    condition = _condition(model, user_id, person_id)
    names = [
        field.attname
        for field in model._meta.local_concrete_fields
        if field.name not in SECRET
        and not _is_of_others(field.name)
        and not isinstance(field, SearchVectorField | models.CompositePrimaryKey | models.BinaryField)
    ]
    if condition is not None:
        yield from model._default_manager.filter(condition).order_by("pk").values(*names).iterator(chunk_size=500)


def _is_of_others(name: str) -> bool:
    return name not in OWN and (name in OTHERS or name.removesuffix("_user_id").removesuffix("_id").endswith("_by"))


def delete_rows_of(user_id: UUID) -> None:
    """What hangs on the account alone: its settings, bookmarks, drafts, sessions, notices. What others read stays."""
    for model in tenant_models():
        if model._meta.label in KEPT or model is User:
            continue
        for field in model._meta.local_fields:
            hangs = isinstance(field, models.ForeignKey) and field.related_model is User
            if hangs and getattr(field.remote_field, "on_delete", None) is models.CASCADE:
                model._default_manager.filter(**{field.name: user_id}).delete()


def replace_everywhere(words: Mapping[str, str]) -> None:
    """In every text of the brand each of these words becomes another, where it is not a part of a longer one.

    A walk over all rows: for a worker, not for a page.
    """
    for model, field in _texts():
        _replace(model, field, words, Q())


def replace_where_meant(words: Mapping[str, str], *, user_id: UUID, person_id: UUID | None, mark: str) -> None:
    """The same, but only in rows of the member's own, in texts in which `mark` (their handle) stands too, and where nothing but
    the word stands."""
    for model, field in _texts():
        own = _condition(model, user_id, person_id)
        meant = Q(text_to_search__contains=mark) | Q(text_to_search__in=list(words))
        _replace(model, field, words, meant | own if own is not None else meant)


def is_common(name: str, *, user_id: UUID, person_id: UUID | None, since: datetime) -> bool:
    """Whether a name is words that others write anyway: each of them in small letters, or all together before its bearer came."""
    small = [word.lower() for word in name.split() if word.lower() != word.upper()]
    everywhere = len(small) == len(name.split())
    for model, field in _texts():
        own = _condition(model, user_id, person_id)
        if field.name != "body" or own is None:
            continue
        others = model._default_manager.exclude(own)
        small = [word for word in small if not others.filter(body__regex=rf"\m{re.escape(word)}\M").exists()]
        written = next((f.name for f in model._meta.local_fields if f.name in {"created_at", "at"}), "")
        if written and others.filter(**{f"{written}__lt": since, "body__contains": name}).exists():
            return True
    return everywhere and not small


def _texts() -> Iterator[tuple[type[models.Model], Any]]:
    for model in tenant_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.GeneratedField):
                continue
            if isinstance(field, models.CharField | models.TextField | models.JSONField):
                yield model, field


def _replace(model: type[models.Model], field: Any, words: Mapping[str, str], where: Q) -> None:
    text = Cast(F(field.name), TextField())
    rows = model._default_manager.annotate(text_to_search=text).filter(where)
    for old, new in words.items():
        found = rows.filter(text_to_search__contains=old)
        if isinstance(field, models.JSONField):
            changed: Any = Cast(_replaced(text, old, new), models.JSONField())
        else:
            changed = _replaced(F(field.name), old, new)
            if field.max_length:
                changed = Func(changed, Value(field.max_length), function="left", output_field=TextField())
        found.update(**{field.name: changed})


def _replaced(text: Any, old: str, new: str) -> Func:
    # Scripts without cases write words without spaces between them: there any neighbour will do.
    before = r"(?<![\w-])" if _has_case(old[0]) else ""
    after = r"(?![\w-])" if _has_case(old[-1]) else ""
    literal = "".join(f"\\{sign}" if sign in punctuation else sign for sign in old)
    pattern, by = Value(f"{before}{literal}{after}"), Value(new.replace("\\", "\\\\"))
    return Func(text, pattern, by, Value("g"), function="regexp_replace", output_field=TextField())


def _has_case(sign: str) -> bool:
    return sign.isdecimal() or sign.lower() != sign.upper()


def _condition(model: type[models.Model], user_id: UUID | None, person_id: UUID | None) -> Q | None:
    if model is User:
        return Q(pk=user_id)
    found: Q | None = None
    for field in model._meta.local_fields:
        ident = _whose(field, user_id, person_id)
        if field.name in OWN and ident is not False:
            part = Q(**{field.name: ident}) if ident is not None else Q(pk__in=[])
            found = part if found is None else found | part
    if model._meta.label == "people.Person":
        return Q(pk=person_id) if person_id is not None else Q(pk__in=[])
    if found is not None and any(field.name == "home" for field in model._meta.local_fields):
        # What a merge brought along belongs to the one whom it was taken from: two may have been taken for one by mistake.
        return Q(home=person_id) | Q(person=person_id, home=None) if person_id is not None else Q(pk__in=[])
    return found


def _whose(field: Any, user_id: UUID | None, person_id: UUID | None) -> UUID | bool | None:
    if isinstance(field, models.UUIDField):
        return user_id
    if isinstance(field, models.ForeignKey):
        if field.related_model is User:
            return user_id
        if field.related_model._meta.label == "people.Person":
            return person_id
    return False
