"""How identities are spelled, so that one address is one key. Pure."""

import re
from dataclasses import replace

from people.contracts import IdentityKey

_NOT_IN_NUMBER = re.compile(r"[^0-9+]")


def normalised(identity: IdentityKey) -> IdentityKey:
    """The same identity in the spelling that is stored; what the person wrote stays in `display`."""
    value = identity.value.strip()
    if identity.kind in ("email", "handle"):
        value = value.removeprefix("@").casefold()
    elif identity.kind == "phone":
        value = _NOT_IN_NUMBER.sub("", value)
        value = "+" + value[2:] if value.startswith("00") else value
    return replace(identity, value=value, display=identity.display or (identity.value if value != identity.value else ""))
