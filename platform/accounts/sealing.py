"""Secrets that must be read again (TOTP, recovery seeds) are stored sealed with a key made from the signing key."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def seal(text: str) -> str:
    """The text encrypted; a copy of the database alone cannot read it."""
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The text again, also when it was sealed under a former signing key."""
    return _box().decrypt(sealed.encode()).decode()


def _box() -> MultiFernet:
    return MultiFernet([_fernet(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _fernet(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"chorus.sealing:" + key.encode()).digest()))
