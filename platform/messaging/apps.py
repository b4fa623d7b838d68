"""Private messages between members."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """What members say to each other, read by nobody else."""

    name = "messaging"

    def ready(self) -> None:
        from accounts.personal import provide_exporter  # noqa: PLC0415 - apps are loaded only now
        from messaging import events, notices, settings  # noqa: F401, PLC0415 - they register themselves
        from messaging.queries.reported import exported  # noqa: PLC0415

        notices.register()
        provide_exporter("messages", exported)
