"""Conversations and those who answer them."""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    """Conversations and those who answer them."""

    name = "inbox"
