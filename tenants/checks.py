"""System checks: refuse to serve when the database's wall has a hole (`manage.py check --database default`)."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from tenants.walls import list_breaches


@register(Tags.database)
def runtime_role_is_walled_in(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """The role behind `default` must own nothing and bypass nothing."""
    if not databases or "default" not in databases:
        return []
    return [Error(breach, id="tenants.E001") for breach in list_breaches()]
