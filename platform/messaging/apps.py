"""Private messages between members."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """What members say to each other, read by nobody else."""

    name = "messaging"

    def ready(self) -> None:
        from messaging import events, notices, settings  # noqa: F401, PLC0415 - they register themselves; apps are loaded only now

        notices.register()
