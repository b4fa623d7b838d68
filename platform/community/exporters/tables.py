"""Every table of a brand's community as it stands, row by row: what the neutral format has no words for.

Rooms above the community are not imported; their tables are known by their names. What does not leave the house has its
reason here, and a test fails when a new table is neither.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

PAGE = 1_000
ROOMS = ("accounts", "people", "brand_settings", "branding", "files", "community", "recognition", "moderation", "notifications")
SECRET = {
    "accounts.User": {"password", "last_login", "access_version"},
    "community.Ballot": {"person_id"},
}
"""Columns that nobody is given: what opens an account, and who voted how."""
WITHHELD = {
    "moderation.ReviewItem": ("thing_kind", "message", {"title", "text"}),
    "moderation.Decision": ("thing_kind", "message", {"thing_title", "thing_text"}),
}
"""What private messages say, also where a report brought one before reviewers: they read it for their judgement, the brand's
archive does not hold it. The judgement itself leaves, without the words."""
KEPT_BACK = {
    "accounts.ApiToken": "keys",
    "accounts.DataExport": "archives that are gone after a week",
    "accounts.Invitation": "keys",
    "brand_settings.BrandSetting": "settings.json says them with their defaults",
    "community.Draft": "what nobody has published is its writer's alone",
    "community.ExportRun": "the export itself",
    "community.ImportBatch": "only good for taking an import back here",
    "community.TagUse": "counted from the topics",
    "community.TopicRank": "counted from posts and votes",
    "notifications.Head": "where a device has read to",
    "notifications.Notification": "told already, and made from what is here",
    "notifications.PushKey": "keys",
    "notifications.PushSubscription": "keys of devices",
}
"""Tables that stay, and why."""


def exported_tables() -> Iterator[type[models.Model]]:
    """The tables that leave, room by room."""
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            if _is_of_a_brand(model) and model._meta.label not in KEPT_BACK:
                yield model


def _is_of_a_brand(model: type[models.Model]) -> bool:
    return {"id", "tenant_id"} <= {field.attname for field in model._meta.local_concrete_fields}


def rows_of(model: type[models.Model]) -> Iterator[Mapping[str, Any]]:
    """All rows of one table by their ids, without what is secret, what the database makes itself, and the brand."""
    secret = SECRET.get(model._meta.label, set()) | {"tenant_id"}
    fields = [field for field in model._meta.local_concrete_fields if field.attname not in secret]
    names = [field.attname for field in fields if not (field.generated or isinstance(field, models.BinaryField))]
    after = UUID(int=0)
    while rows := list(model._base_manager.filter(pk__gt=after).order_by("pk").values(*names)[:PAGE]):
        yield from (without_private_words(model._meta.label, row) for row in rows)
        after = rows[-1]["id"]


def without_private_words(label: str, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """A row as it leaves: without what was said in private."""
    column, value, words = WITHHELD.get(label, ("", "", set()))
    return {**row, **dict.fromkeys(words, "")} if column and row[column] == value else row
