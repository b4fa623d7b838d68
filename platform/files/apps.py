"""What people upload, and what linked pages say of themselves."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """What people upload, and what linked pages say of themselves."""

    name = "files"

    def ready(self) -> None:
        from files import events, settings, subscribers  # noqa: F401, PLC0415 - they register themselves; apps are loaded only now
