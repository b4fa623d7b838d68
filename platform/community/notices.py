"""What members are told by the community itself: reminders and followers."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.notices import Noticed, NoticeKind, register_kind


def register_member_notices() -> None:
    """Declare the kinds; called from ready()."""
    register_kind(
        NoticeKind(
            key="reminder", label=gettext_lazy("A bookmark's reminder is due"), text=_reminder, order=200, needs_topic=True
        )
    )
    register_kind(
        NoticeKind(key="follower", label=gettext_lazy("Somebody follows me"), text=_follower, path=_followers, order=210)
    )


def _reminder(noticed: Noticed) -> str:
    return _("You wanted to be reminded of “%(topic)s”.") % {"topic": noticed.topic_title}


def _follower(noticed: Noticed) -> str:
    who = noticed.who or _("Somebody")
    return ngettext("%(who)s follows you.", "%(who)s follow you.", noticed.count) % {"who": who}


def _followers(_noticed: Noticed) -> str:
    return "/preferences/followers/"
