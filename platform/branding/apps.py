"""A brand's looks, front page, greetings, old addresses."""

from collections.abc import Collection
from uuid import UUID

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kernel.actor import Actor


class BrandingConfig(AppConfig):
    """A brand's looks, front page, greetings, old addresses."""

    name = "branding"

    def ready(self) -> None:
        from brand_settings.navigation import register_page  # noqa: PLC0415 - apps are loaded only now
        from branding import events, settings  # noqa: F401, PLC0415 - registers types and sections
        from branding.policies import can_manage_branding  # noqa: PLC0415
        from files.contracts import provide_reader  # noqa: PLC0415

        provide_reader("theme", _everybody)
        register_page("brand", 10, _("Theme"), "branding_theme", can_manage_branding)
        register_page("brand", 20, _("Front page"), "branding_home", can_manage_branding)
        register_page("brand", 30, _("On your own site"), "branding_embedding", can_manage_branding)
        register_page("data", 40, _("Old addresses"), "branding_redirects", can_manage_branding)


def _everybody(actor: Actor, ids: Collection[UUID]) -> Collection[UUID]:
    """A logo is for all who see the brand's pages."""
    return ids
