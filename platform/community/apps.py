"""Spaces, topics, posts."""

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    """Spaces, topics, posts."""

    name = "community"
