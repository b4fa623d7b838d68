"""The kinds that follow from what happens in the community; other rooms register theirs themselves."""

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.notices import Channel, Noticed, NoticeKind, get_kind, register_kind
from brand_settings.queries import read
from branding.settings import WelcomeSettings
from community.contracts import badge_labels

APP, MAIL, PUSH = Channel.IN_APP, Channel.EMAIL, Channel.PUSH
EVERYWAY = frozenset({APP, MAIL, PUSH})
LEVELS = {"watching": gettext_lazy("Watching"), "tracking": gettext_lazy("Tracking")}

Text = Callable[[Noticed], str]


def register_kinds() -> None:
    """Declare them; called from ready()."""
    rows: list[tuple[str, object, Text, frozenset[Channel]]] = [
        ("mention", gettext_lazy("Somebody mentions me"), _mention, EVERYWAY),
        ("group_mention", gettext_lazy("Somebody mentions a group of mine"), _group_mention, EVERYWAY),
        ("quote", gettext_lazy("Somebody quotes me"), _quote, EVERYWAY),
        ("reply", gettext_lazy("Somebody replies to me"), _reply, EVERYWAY),
        ("post", gettext_lazy("New replies in topics I watch"), _post, EVERYWAY),
        ("topic", gettext_lazy("New topics in spaces and under tags I watch"), _topic, frozenset({APP, MAIL})),
        ("followed", gettext_lazy("Somebody I follow begins a topic"), _topic, frozenset({APP})),
        ("solution", gettext_lazy("My answer is accepted"), _solution, EVERYWAY),
        ("solved", gettext_lazy("A question I watch is solved"), _solved, frozenset({APP, MAIL})),
        ("like", gettext_lazy("Others find my post useful"), _like, frozenset({APP})),
        ("idea_status", gettext_lazy("An idea I watch or voted for goes on"), _idea, frozenset({APP, MAIL})),
    ]
    for order, (key, label, text, channels) in enumerate(rows):
        register_kind(NoticeKind(key, label, text, order=order * 10, channels=channels, needs_topic=True))
    personal: list[tuple[str, object, Text, frozenset[Channel], Callable[[Noticed], str] | None]] = [
        ("badge", gettext_lazy("I am given a badge"), _badge, frozenset({APP}), _badge_path),
        ("level", gettext_lazy("I reach another trust level"), _level, frozenset({APP}), _own_page),
        ("reminder", gettext_lazy("A reminder I set is due"), _reminder, EVERYWAY, None),
        ("welcome", gettext_lazy("The community welcomes me"), _welcome, frozenset({APP}), _welcome_path),
        ("restricted", gettext_lazy("Moderators limit what I may do"), _restricted, frozenset({APP, MAIL}), _own_page),
    ]
    for order, (key, label, text, channels, path) in enumerate(personal):
        # An app of its own may have said it better already.
        if get_kind(key) is None:
            register_kind(
                NoticeKind(
                    key, label, text, path, "account", order * 10, channels, needs_topic=False, is_fixed=key == "restricted"
                )
            )


def _mention(n: Noticed) -> str:
    return ngettext("%(who)s mentioned you in “%(topic)s”", "%(who)s mentioned you in “%(topic)s”", n.people) % _words(n)


def _group_mention(n: Noticed) -> str:
    return ngettext(
        "%(who)s mentioned a group of yours in “%(topic)s”", "%(who)s mentioned a group of yours in “%(topic)s”", n.people
    ) % _words(n)


def _quote(n: Noticed) -> str:
    return ngettext("%(who)s quoted you in “%(topic)s”", "%(who)s quoted you in “%(topic)s”", n.people) % _words(n)


def _reply(n: Noticed) -> str:
    return ngettext("%(who)s replied to you in “%(topic)s”", "%(who)s replied to you in “%(topic)s”", n.people) % _words(n)


def _post(n: Noticed) -> str:
    if n.count == 1:
        return _("%(who)s replied in “%(topic)s”") % _words(n)
    return ngettext("%(count)s new reply in “%(topic)s”", "%(count)s new replies in “%(topic)s”", n.count) % _words(n)


def _topic(n: Noticed) -> str:
    return ngettext("%(who)s began “%(topic)s”", "%(who)s began “%(topic)s”", n.people) % _words(n)


def _solution(n: Noticed) -> str:
    return _("Your answer in “%(topic)s” was accepted") % _words(n)


def _solved(n: Noticed) -> str:
    return _("“%(topic)s” is solved") % _words(n)


def _like(n: Noticed) -> str:
    return ngettext(
        "%(who)s found your post in “%(topic)s” useful", "%(who)s found your post in “%(topic)s” useful", n.people
    ) % _words(n)


def _idea(n: Noticed) -> str:
    status = {
        "open": _("open again"),
        "planned": _("planned"),
        "in_progress": _("in progress"),
        "done": _("done"),
        "declined": _("declined"),
    }.get(str(n.data.get("after", "")), str(n.data.get("after", "")))
    return _("The idea “%(topic)s” is now: %(status)s") % {**_words(n), "status": status}


def _badge(n: Noticed) -> str:
    label = badge_labels([UUID(str(n.data["badge"]))]).get(UUID(str(n.data["badge"]))) if "badge" in n.data else None
    name = label.name if label is not None else str(n.data.get("name", ""))
    return _("You were given the badge “%(name)s”") % {"name": name} if name else _("You were given a badge")


def _badge_path(n: Noticed) -> str:
    return str(n.data.get("path", "")) or reverse("notifications")


def _level(n: Noticed) -> str:
    return _("You reached trust level %(level)s") % {"level": n.data.get("level", "")}


def _reminder(n: Noticed) -> str:
    return _("You wanted to be reminded of “%(topic)s”") % _words(n) if n.topic_title else _("A reminder is due")


def _restricted(_n: Noticed) -> str:
    return _("Moderators changed what you may do here")


def _welcome(_n: Noticed) -> str:
    return read(WelcomeSettings).first_notice or _("Welcome!")


def _welcome_path(_n: Noticed) -> str:
    return read(WelcomeSettings).first_path or "/"


def _own_page(_n: Noticed) -> str:
    return reverse("account_settings")


def _words(n: Noticed) -> dict[str, object]:
    return {"who": n.who or _("Somebody"), "topic": n.topic_title, "count": n.count}
