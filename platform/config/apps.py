"""The project as an app, first in the list: its commands replace Django's of the same name."""

from django.apps import AppConfig


class ChorusConfig(AppConfig):
    """Holds the `migrate` command that speaks as the database's owner."""

    name = "config"
    label = "chorus"
