"""What pydantic found wrong, in the reader's language and beside the field that it is about."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError


def problems_of(error: ValidationError, *, otherwise: str) -> dict[str, list[str]]:
    """Each field's problems; those of the whole stand under `otherwise`."""
    found: dict[str, list[str]] = {}
    for problem in error.errors():
        place = str(problem["loc"][0]) if problem["loc"] else otherwise
        found.setdefault(place, []).append(_said(problem["type"], problem.get("ctx", {})))
    return found


def _said(kind: str, about: Mapping[str, Any]) -> str:
    if kind == "value_error":
        return str(about["error"])
    if kind == "literal_error":
        return gettext("Choose from: %(values)s.") % {"values": str(about["expected"]).replace("'", "").replace(" or ", ", ")}
    text, bound = _TEXTS.get(kind, (_("This does not fit here."), ""))
    return str(text) % {"bound": about[bound]} if bound else str(text)


_TEXTS: Mapping[str, tuple[Any, str]] = {
    "greater_than_equal": (_("At least %(bound)s."), "ge"),
    "less_than_equal": (_("At most %(bound)s."), "le"),
    "string_too_long": (_("At most %(bound)s characters."), "max_length"),
    "too_long": (_("At most %(bound)s entries."), "max_length"),
    "extra_forbidden": (_("This cannot be set."), ""),
}
