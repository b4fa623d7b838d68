"""`manage.py load_demo`: two brands that look alive."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo.loading.loading import load_everything
from demo.showing import sign_ins


class Command(BaseCommand):
    """Loads the demo; what stands already is left as it is, so it can be run again after an interruption."""

    help = "Load two demo brands (acme, globex) with people, topics and conversations. Running it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--show", action="store_true", help="only print addresses and sign-ins")
        parser.add_argument("--yes-in-production", action="store_true", help="load it although everybody can read its password")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["show"]:
            if settings.CHORUS.is_production and not options["yes_in_production"]:
                raise CommandError(
                    "This is production, and the password of the demo's accounts is public. --yes-in-production loads it all the same."
                )
            load_everything(say=self._say)
        self.stdout.write(sign_ins())

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
