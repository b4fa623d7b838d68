"""The live connection."""

from django.apps import AppConfig


class RealtimeConfig(AppConfig):
    """The live connection."""

    name = "realtime"
