"""Sign-in identity of a person inside one tenant."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Sign-in identity of a person inside one tenant."""

    name = "accounts"
