"""Sign-in identity of a person inside one tenant."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Sign-in identity of a person inside one tenant."""

    name = "accounts"

    def ready(self) -> None:
        from accounts import subscribers  # noqa: F401, PLC0415 - registers durable subscribers once the models are there
