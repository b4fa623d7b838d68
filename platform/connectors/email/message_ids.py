"""Message-IDs of our own: each names a post and its one reader, and is signed, so that nobody can make one up.

A reader's mail program threads by ids that it has seen, and every id here can be computed again: no table remembers them.
"""

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

_OURS = re.compile(r"<([A-Za-z0-9_-]{76})@[^>\s]+>")
_MAC = 9


@dataclass(frozen=True, slots=True)
class Reference:
    """A post that we mailed to somebody."""

    tenant_id: UUID
    post_id: UUID
    user_id: UUID


def message_id(reference: Reference, *, domain: str, secret: str) -> str:
    """The id under which this post is mailed to this reader."""
    raw = reference.tenant_id.bytes + reference.post_id.bytes + reference.user_id.bytes
    return f"<{base64.urlsafe_b64encode(raw + _sign(raw, secret)).decode()}@{domain}>"


def find_references(headers: Iterable[str], *, secrets: Iterable[str]) -> list[Reference]:
    """Posts that a mail answers, by its In-Reply-To and References; forged ids are left out."""
    known = list(secrets)
    found = []
    for match in _OURS.finditer(" ".join(headers)):
        whole = base64.urlsafe_b64decode(match[1])
        raw, mac = whole[:48], whole[48:]
        if any(constant_time_compare(mac, _sign(raw, secret)) for secret in known):
            found.append(Reference(UUID(bytes=raw[:16]), UUID(bytes=raw[16:32]), UUID(bytes=raw[32:])))
    return found


def is_ours(value: str, *, secrets: Iterable[str]) -> bool:
    """Whether a Message-ID is one that we signed."""
    return bool(find_references([value], secrets=secrets))


def _sign(raw: bytes, secret: str) -> bytes:
    return salted_hmac("chorus.mail.message_id", raw.hex(), secret=secret, algorithm="sha256").digest()[:_MAC]
