"""What operators' commands share."""

import getpass
import os
from uuid import UUID

from django.core.management.base import CommandError

from tenants.directory import get_tenant_entry


def tenant_id_of(slug: str) -> UUID:
    """The brand of this short name; ends the command when there is none."""
    entry = get_tenant_entry(slug=slug)
    if entry is None:
        raise CommandError(f"There is no brand {slug!r}. `manage.py tenants` lists them.")
    return entry.tenant.pk


def ask_password(variable: str) -> str:
    """The password from this environment variable, else asked for twice; never from the arguments, which others can see."""
    if variable in os.environ:
        return os.environ[variable]
    first = getpass.getpass("Password: ")
    if first != getpass.getpass("Once more: "):
        raise CommandError("The two do not match.")
    return first
