"""The project as an app, first in the list: its commands replace Django's of the same name."""

from importlib import import_module

from django.apps import AppConfig


class ChorusConfig(AppConfig):
    """Holds the `migrate` command that speaks as the database's owner, and makes the Celery app known to every process."""

    name = "config"
    label = "chorus"

    def ready(self) -> None:
        # Whoever publishes a task needs our Celery app, not only the worker: the web server and the commands too.
        import_module("config.celery")
