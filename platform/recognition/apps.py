"""Trust levels, badges, points and leaderboards."""

from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    """What members did, and what it makes of them."""

    name = "recognition"

    def ready(self) -> None:
        from recognition import sections, subscribers  # noqa: F401, PLC0415 - they register themselves; apps are loaded only now
