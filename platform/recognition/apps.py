"""Trust levels, badges, points and leaderboards."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecognitionConfig(AppConfig):
    """What members did, and what it makes of them."""

    name = "recognition"

    def ready(self) -> None:
        from brand_settings.navigation import register_page  # noqa: PLC0415 - apps are loaded only now
        from community.abilities import provide_trust_switch  # noqa: PLC0415
        from community.contracts import provide_badge_directory  # noqa: PLC0415
        from community.extensions import provide_badge_holders, provide_flair, provide_profile_section  # noqa: PLC0415
        from recognition import sections, showing, subscribers  # noqa: F401, PLC0415 - they register themselves
        from recognition.notices import register_notices  # noqa: PLC0415
        from recognition.policies import can_manage_recognition  # noqa: PLC0415
        from recognition.queries.badges import badge_labels, holders_of  # noqa: PLC0415
        from recognition.queries.switches import has_trust, may_manage_badges  # noqa: PLC0415

        register_page("people", 20, _("Trust levels"), "recognition_manage_trust", can_manage_recognition)
        register_page("people", 30, _("Badges"), "recognition_manage_badges", may_manage_badges)
        register_page("people", 40, _("Points"), "recognition_manage_points", can_manage_recognition)
        register_notices()
        provide_trust_switch(has_trust)
        provide_badge_directory(badge_labels)
        provide_badge_holders(holders_of)
        provide_profile_section("recognition", 20, showing.profile_section)
        provide_flair("recognition", 20, showing.flair)
