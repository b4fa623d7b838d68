"""The edge: pages for readers without an account, answered before Django."""

from django.apps import AppConfig


class EdgeConfig(AppConfig):
    """See docs/adr/0009."""

    name = "edge"
