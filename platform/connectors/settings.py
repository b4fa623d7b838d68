"""Settings of the connectors, by name."""

from django.conf import settings


def receiving_server() -> str:
    """The name under which our own receiving server writes Authentication-Results; empty when it writes none."""
    return str(settings.CHORUS.mail_authserv)


def ingest_secret() -> str:
    """What signs mail that comes in over HTTP; empty turns that way off."""
    return str(settings.CHORUS.mail_ingest_secret)


def imap_url() -> str:
    """The mailbox to fetch replies from; empty turns that way off."""
    return str(settings.CHORUS.mail_imap_url)
