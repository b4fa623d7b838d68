"""Changing what a brand set."""

from collections.abc import Mapping
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import ValidationError

from access.policies import authorise
from brand_settings.base import get_section
from brand_settings.errors import SettingsChangedError
from brand_settings.events import BrandSettingsChanged
from brand_settings.models import BrandSetting
from brand_settings.policies import can_manage_settings
from brand_settings.queries import CACHE_KEY, as_set, changed_key, memory_key
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import InvalidError, NotFoundError
from kernel.remembering import forget, recall
from kernel.unfit import problems_of


@action
def change_settings(*, actor: Actor, section: str, values: Mapping[str, Any], version: int | None = None) -> BrandSetting:
    """The section with these fields changed; the others stay. Raises NotFoundError, InvalidError with `fields`, or
    SettingsChangedError when `version` is not what stands."""
    authorise(actor, can_manage_settings)
    kind = get_section(section)
    if kind is None:
        raise NotFoundError
    row = BrandSetting.objects.select_for_update().filter(section=section).first()
    if version is not None and version != (row.version if row else 0):
        raise SettingsChangedError(version=row.version if row else 0)
    standing = as_set(kind, row.values if row else {})
    loose = [
        name
        for name, info in kind.model_fields.items()
        if info.annotation is bool and not isinstance(values.get(name, True), bool)
    ]
    if loose:
        raise InvalidError(fields={name: [_("This is either on or off.")] for name in loose})
    try:
        wanted = kind.model_validate({**standing.model_dump(), **values})
    except ValidationError as error:
        raise InvalidError(fields=problems_of(error, otherwise="__all__")) from error
    if row is not None and wanted == standing:
        return row
    row = row or BrandSetting(section=section, version=0)
    row.values, row.version, row.changed_at = wanted.model_dump(mode="json"), row.version + 1, now()
    row.save(force_insert=row.version == 1)
    # At once for what follows in this transaction, and again for whoever read the old rows meanwhile.
    cache.delete(CACHE_KEY)
    forget(memory_key())
    recall(changed_key(), lambda: True)
    transaction.on_commit(lambda: cache.delete(CACHE_KEY))
    publish(BrandSettingsChanged(setting_id=row.pk, section=section, number=row.version), actor=actor)
    return row
