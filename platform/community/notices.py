"""What members are told by the community itself: reminders, followers, and who asks to join a group."""

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
    for order, (key, label, text, path) in enumerate(
        [
            ("group_request", gettext_lazy("Somebody asks to join a group of mine"), _group_request, _group_members),
            ("group_joined", gettext_lazy("I am taken into a group that I asked to join"), _group_joined, _group),
            ("group_refused", gettext_lazy("I am not taken into a group that I asked to join"), _group_refused, _group),
        ]
    ):
        register_kind(NoticeKind(key=key, label=label, text=text, path=path, order=220 + order))


def _reminder(noticed: Noticed) -> str:
    return _("You wanted to be reminded of “%(topic)s”.") % {"topic": noticed.topic_title}


def _follower(noticed: Noticed) -> str:
    who = noticed.who or _("Somebody")
    return ngettext("%(who)s follows you.", "%(who)s follow you.", noticed.people) % {"who": who}


def _followers(_noticed: Noticed) -> str:
    return "/preferences/followers/"


def _group_request(noticed: Noticed) -> str:
    who = noticed.who or _("Somebody")
    return ngettext(
        "%(who)s asks to join a group that you look after.",
        "%(who)s ask to join a group that you look after.",
        noticed.people,
    ) % {"who": who}


def _group_joined(_noticed: Noticed) -> str:
    return _("You belong to the group that you asked to join.")


def _group_refused(_noticed: Noticed) -> str:
    return _("You were not taken into the group that you asked to join.")


def _group(noticed: Noticed) -> str:
    return f"/g/{noticed.data['group']}/"


def _group_members(noticed: Noticed) -> str:
    return f"/g/{noticed.data['group']}/members/"
