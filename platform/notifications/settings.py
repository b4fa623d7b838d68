"""What a brand decides about notices."""

from typing import ClassVar, Literal

from django.utils.translation import gettext_lazy as _

from brand_settings.base import BrandSettings, register, setting
from notifications.models.choices import CADENCES


@register
class NotificationSettings(BrandSettings):
    """Pace and defaults; members choose for themselves over these."""

    section: ClassVar[str] = "notifications"
    title: ClassVar[object] = _("Notifications")
    help: ClassVar[object] = _("How members hear of what concerns them, while they have not chosen otherwise.")

    email_delay_minutes: int = setting(
        10, title=_("Minutes before a mail"), help=_("Nothing is mailed about what was read by then."), ge=0, le=1440
    )
    digest: Literal["off", "daily", "weekly", "fortnightly", "monthly"] = setting(
        "weekly", title=_("Summary by mail"), choices=CADENCES
    )
    digest_hour: int = setting(8, title=_("Hour of the summary, in the member's time zone"), ge=0, le=23)
    digest_stops_after_days: int = setting(180, title=_("Days of absence after which summaries stop"), ge=7, le=3650)
    digest_topics: int = setting(8, title=_("New topics in a summary, at most"), ge=1, le=30)
    reply_by_mail: bool = setting(True, title=_("Members may answer mails to reply"))
    push: bool = setting(True, title=_("Messages to browsers (web push)"))
