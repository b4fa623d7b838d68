"""Addresses with a signature in them: reply+<token>@<domain>, bounce+<token>@<domain>.

A local part holds 64 characters, upper or lower case alike: 16 bytes of tenant, 8 of a row's key and 10 of signature in
base32 are 55. The signature covers everything that the row says, so neither a guessed key nor a changed row is believed.
"""

import base64
import binascii
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

REPLY, BOUNCE = "reply", "bounce"
_ADDRESS = re.compile(r"^(reply|bounce)\+([a-z2-7]{55})@([^@\s]+)$")
_MAC = 10


@dataclass(frozen=True, slots=True)
class Token:
    """What an address says of itself; worth nothing before `is_genuine`."""

    kind: str
    tenant_id: UUID
    key: str
    mac: bytes


def new_key() -> str:
    """A fresh key for a row, 16 hexadecimal digits."""
    return secrets.token_hex(8)


def make_address(kind: str, tenant_id: UUID, key: str, facts: Iterable[object], *, domain: str, secret: str) -> str:
    """The address that leads back to the row with this key; `facts` are what the signature vouches for."""
    raw = tenant_id.bytes + bytes.fromhex(key)
    token = base64.b32encode(raw + _sign(kind, raw, facts, secret)).decode().rstrip("=").lower()
    return f"{kind}+{token}@{domain}"


def read_address(address: str, *, domain: str) -> Token | None:
    """The token in an address of ours, or None for any other address."""
    found = _ADDRESS.match(address.strip().strip("<>").lower())
    if found is None or not domain or found[3] != domain.lower():
        return None
    try:
        raw = base64.b32decode(found[2].upper() + "=" * (-len(found[2]) % 8))
    except (ValueError, binascii.Error):
        return None
    return Token(found[1], UUID(bytes=raw[:16]), raw[16:24].hex(), raw[24:])


def is_genuine(token: Token, facts: Iterable[object], *, secrets: Iterable[str]) -> bool:
    """Whether we made this address for these facts, under today's signing key or a former one."""
    raw = token.tenant_id.bytes + bytes.fromhex(token.key)
    facts = list(facts)
    return any(constant_time_compare(token.mac, _sign(token.kind, raw, facts, secret)) for secret in secrets)


def _sign(kind: str, raw: bytes, facts: Iterable[object], secret: str) -> bytes:
    value = "|".join([raw.hex(), *map(str, facts)])
    return salted_hmac(f"chorus.mail.{kind}", value, secret=secret, algorithm="sha256").digest()[:_MAC]
