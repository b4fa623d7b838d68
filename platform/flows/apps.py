"""Where community and inbox meet."""

from django.apps import AppConfig


class FlowsConfig(AppConfig):
    """Where community and inbox meet."""

    name = "flows"
