"""What a brand can set about private messages."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from brand_settings.base import BrandSettings, register, setting


@register
class MessagingSettings(BrandSettings):
    """Whether there are any, and among how many. From which level: abilities; how many a day: limits."""

    section: ClassVar[str] = "messaging"
    title: ClassVar[object] = _("Private messages")
    help: ClassVar[object] = _("Messages between members, which nobody else reads. A reported message is shown to moderators.")

    enabled: bool = setting(True, title=_("Members can write to each other"))
    a_minute: int = setting(20, title=_("Messages of one member in a minute, at most (0: no limit)"), ge=0, le=1_000)
    most_people: int = setting(30, title=_("People in one conversation, at most"), ge=2, le=100)
