"""The installation's names and keys for mail, read from the settings in one place."""

from email.utils import parseaddr
from uuid import UUID

from django.conf import settings

from connectors.email.tokens import make_address


def signing_secrets() -> list[str]:
    """Today's signing key first, then former ones."""
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def sender_address() -> str:
    """The address that all mail of the platform comes from."""
    return parseaddr(settings.CHORUS.email_from)[1]


def mail_domain() -> str:
    """The domain that takes replies and bounces; empty while nothing takes mail in."""
    return str(settings.CHORUS.mail_domain).lower()


def id_domain() -> str:
    """What stands behind the @ of Message-IDs."""
    return mail_domain() or sender_address().rpartition("@")[2] or "localhost"


def signed_address(kind: str, tenant_id: UUID, key: str, *facts: object) -> str:
    """An address of ours, or an empty text while nothing takes mail in."""
    domain = mail_domain()
    return make_address(kind, tenant_id, key, facts, domain=domain, secret=signing_secrets()[0]) if domain else ""
