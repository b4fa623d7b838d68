"""Mail that a provider or a script hands over by HTTP: the raw bytes, signed with a time against repetition."""

import hashlib
import hmac
from datetime import datetime

WINDOW_SECONDS = 300


def signature_of(*, secret: str, timestamp: str, recipient: str, raw: bytes) -> str:
    """What the sender puts into X-Chorus-Signature."""
    signed = timestamp.encode() + b"." + recipient.lower().encode() + b"." + raw
    return "sha256=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def is_signed(*, secret: str, timestamp: str, recipient: str, raw: bytes, signature: str, at: datetime) -> bool:
    """Whether whoever sent this knows the secret, and sent it within five minutes."""
    if not secret or not timestamp.isascii() or not timestamp.isdigit() or len(timestamp) > 12:
        return False
    if abs(at.timestamp() - int(timestamp)) > WINDOW_SECONDS:
        return False
    wanted = signature_of(secret=secret, timestamp=timestamp, recipient=recipient, raw=raw)
    return hmac.compare_digest(wanted.encode(), signature.encode())
