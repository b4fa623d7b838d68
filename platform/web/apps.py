"""The page shell."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The page shell."""

    name = "web"
