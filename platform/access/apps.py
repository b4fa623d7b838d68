"""Roles, policies, grants, gates."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Roles, policies, grants, gates."""

    name = "access"
