"""Those who run the installation."""

from django.apps import AppConfig


class OperatorsConfig(AppConfig):
    """Those who run the installation."""

    name = "operators"
