"""Handles: the short name in @mentions and profile addresses, unique inside a tenant."""

import re
import unicodedata

from accounts.models.user import User
from kernel.ids import uuid7


def handle_from(name: str) -> str:
    """A handle made of the name's letters in lower case; letters of any script stay."""
    folded = unicodedata.normalize("NFKC", name).lower()
    return re.sub(r"[^\w]+", "-", folded).strip("-_")[:30] or "member"


def list_candidates(name: str) -> list[str]:
    """Handles to try for somebody of this name: the plain one when nobody has it, then ones that nobody can have."""
    wanted = handle_from(name)
    distinct = [f"{wanted}-{uuid7().hex[-8:]}" for _ in range(2)]
    return distinct if User.objects.filter(handle=wanted).exists() else [wanted, *distinct]
