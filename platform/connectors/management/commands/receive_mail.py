"""`manage.py receive_mail`: the process that takes in mail."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from connectors.intake.lmtp import listen


class Command(BaseCommand):
    """Listens where CHORUS_MAIL_LISTEN says until it is stopped."""

    help = "Take in mail over LMTP or SMTP (CHORUS_MAIL_LISTEN, CHORUS_MAIL_DOMAIN)."

    def handle(self, *args: Any, **options: Any) -> None:
        chorus = settings.CHORUS
        if not chorus.mail_listen or not chorus.mail_domain:
            raise CommandError("Set CHORUS_MAIL_LISTEN (such as lmtp://127.0.0.1:8024) and CHORUS_MAIL_DOMAIN.")
        try:
            listen(chorus.mail_listen)
        except ValueError as error:
            raise CommandError(str(error)) from error
