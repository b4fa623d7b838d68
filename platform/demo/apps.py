"""Two invented brands with people, topics and conversations, for a first look."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Two invented brands with people, topics and conversations, for a first look."""

    name = "demo"
