"""The customer behind every post and message."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The customer behind every post and message."""

    name = "people"

    def ready(self) -> None:
        from people import subscribers  # noqa: F401, PLC0415 - registers itself; apps are loaded only now
