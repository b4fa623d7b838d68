"""The customer behind every post and message."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The customer behind every post and message."""

    name = "people"
