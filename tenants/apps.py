"""The ground floor."""

from django.apps import AppConfig


class TenantsConfig(AppConfig):
    """Tenants, their hosts, and the wall between them."""

    name = "tenants"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tenants import checks  # noqa: F401, PLC0415 - registers system checks once the settings are read
