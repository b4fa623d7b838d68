"""What a brand can set, section by section, and the administrators' area."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BrandSettingsConfig(AppConfig):
    """What a brand can set, section by section, and the administrators' area."""

    name = "brand_settings"

    def ready(self) -> None:
        from brand_settings import events  # noqa: F401, PLC0415 - registers its types
        from brand_settings.navigation import register_page  # noqa: PLC0415 - apps are loaded only now
        from brand_settings.policies import can_manage_settings  # noqa: PLC0415

        register_page("brand", 90, _("All settings"), "brand_settings_sections", can_manage_settings)
