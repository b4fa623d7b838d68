"""How secrets that are random already are stored: a plain SHA-256, which can be looked up."""

import hashlib


def hash_key(key: str) -> str:
    """The stored form of a session cookie, an invitation's link or an API token."""
    return hashlib.sha256(key.encode()).hexdigest()
