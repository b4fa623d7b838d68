"""Handles: the short name in @mentions and profile addresses, unique inside a tenant."""

import re
import unicodedata

from accounts.models.user import User
from kernel.ids import uuid7


def handle_from(name: str) -> str:
    """A handle made of the name's letters in lower case; letters of any script stay."""
    folded = unicodedata.normalize("NFKC", name).lower()
    return re.sub(r"[^\w]+", "-", folded).strip("-_")[:30] or "member"


def free_handle(name: str) -> str:
    """A handle that nobody in the tenant has."""
    wanted = handle_from(name)
    if not User.objects.filter(handle=wanted).exists():
        return wanted
    return f"{wanted}-{uuid7().hex[-6:]}"
