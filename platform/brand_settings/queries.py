"""What a brand has set, with the product's defaults for the rest."""

from typing import Any, TypeVar, cast
from uuid import UUID

from django.core.cache import cache
from django.db import connection
from pydantic import ValidationError

from brand_settings.base import BrandSettings
from brand_settings.models import BrandSetting
from kernel.public_pages import is_filling
from kernel.remembering import recall
from tenants.context import current_tenant_id

T = TypeVar("T", bound=BrandSettings)
CACHE_KEY = "brand_settings"
_CACHE_SECONDS = 30
"""A change drops the copy at once; this bounds the rare race in which a reader puts an older one back."""


def read(section: type[T]) -> T:
    """The section as this brand set it. One SELECT for all sections when the shared copy is gone, none otherwise."""
    known: dict[str, Any] = recall(memory_key(), dict)
    if section.section not in known:
        raw = known[""] if "" in known else _everything()
        if recall(changed_key(), lambda: None) is not None:
            # This request changed them itself, in a transaction that may still be undone.
            return as_set(section, raw.get(section.section, {}))
        known[""], known[section.section] = raw, as_set(section, raw.get(section.section, {}))
    return cast("T", known[section.section])


def memory_key() -> tuple[str, UUID | None]:
    """Under which the request remembers what it read."""
    return CACHE_KEY, current_tenant_id()


def changed_key() -> tuple[str, str, UUID | None]:
    """Under which a request remembers that it changed a section itself."""
    return CACHE_KEY, "changed", current_tenant_id()


def as_set(section: type[T], values: dict[str, Any]) -> T:
    """Stored values over today's defaults: a field that no longer exists, or no longer fits, falls back to its default."""
    known = {name: value for name, value in values.items() if name in section.model_fields}
    try:
        return section(**known)
    except ValidationError as error:
        bad = {str(problem["loc"][0]) for problem in error.errors() if problem["loc"]}
        return section(**{name: value for name, value in known.items() if name not in bad}) if bad else section()


def version_of(section: str) -> int:
    """How often the section was changed."""
    return BrandSetting.objects.filter(section=section).values_list("version", flat=True).first() or 0


def versions() -> dict[str, int]:
    """The same of all sections that were ever changed, in one query."""
    return dict(BrandSetting.objects.values_list("section", "version"))


def _everything() -> dict[str, dict[str, Any]]:
    # A page that will be kept must not be made of a copy that may lag.
    known: dict[str, dict[str, Any]] | None = None if is_filling() else cache.get(CACHE_KEY)
    if known is None:
        known = dict(BrandSetting.objects.values_list("section", "values"))
        # Inside a transaction the rows may be ones that nobody else shall ever see.
        if not connection.in_atomic_block:
            cache.set(CACHE_KEY, known, _CACHE_SECONDS)
    return known
