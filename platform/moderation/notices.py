"""What members are told by moderation, and the administrators' pages."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.notices import Channel, Noticed, NoticeKind, register_kind
from moderation.models.decision import MEASURE_CHOICES
from moderation.policies import can_manage_moderation, can_report


def register() -> None:
    """Declare the kinds of notice. They concern the member's own rights, so that nobody can turn them off in the app."""
    labels: list[tuple[str, Any, Callable[[Noticed], str]]] = [
        ("moderation.decision", gettext_lazy("A moderator's decision about you"), _decision),
        ("moderation.reversed", gettext_lazy("A decision about you was taken back"), _reversed),
        ("moderation.appeal_denied", gettext_lazy("Your appeal was answered"), _denied),
    ]
    for order, (key, label, text) in enumerate(labels):
        register_kind(
            NoticeKind(key=key, label=label, text=text, path=_path, section="moderation", order=10 + order, is_fixed=True)
        )
    for order, (key, label, text, path) in enumerate(_of_work()):
        register_kind(
            NoticeKind(
                key=key,
                label=label,
                text=text,
                path=path,
                section="moderation",
                order=30 + order,
                channels=frozenset({Channel.IN_APP, Channel.EMAIL}),
            )
        )


def _of_work() -> list[tuple[str, Any, Callable[[Noticed], str], Callable[[Noticed], str]]]:
    """What reviewers are told; they may turn it off."""
    return [
        ("moderation.due", gettext_lazy("Something in the review queue is nearly overdue"), _due, lambda n: "/review/?order=due"),
        ("moderation.appeal", gettext_lazy("Somebody appeals, and I may answer"), _appeal, _appeal_path),
        ("moderation.appeals_due", gettext_lazy("An appeal is nearly overdue"), _appeals_due, lambda n: "/review/appeals/"),
        ("moderation.appeal_alone", gettext_lazy("Nobody may answer an appeal"), _alone, _appeal_path),
    ]


def register_pages(register_page: Callable[..., None]) -> None:
    """Add the pages below /manage/."""
    register_page("moderation", 10, gettext_lazy("Rules"), "moderation_rules", can_manage_moderation)
    register_page("moderation", 20, gettext_lazy("Screened addresses"), "moderation_addresses", can_manage_moderation)
    register_page("moderation", 30, gettext_lazy("Classifier"), "moderation_classifier", can_manage_moderation)
    register_page("moderation", 40, gettext_lazy("Transparency report"), "moderation_report", can_report)
    register_page("moderation", 50, gettext_lazy("Audit trail"), "moderation_audit", can_report)


def _decision(noticed: Noticed) -> str:
    measure = str(dict(MEASURE_CHOICES).get(str(noticed.data.get("measure", "")), ""))
    return _("The moderators decided about you: %(measure)s. Read why, and how to appeal.") % {"measure": measure}


def _reversed(noticed: Noticed) -> str:
    return _("Decision %(number)s about you was taken back.") % {"number": noticed.data.get("number", "")}


def _denied(noticed: Noticed) -> str:
    return _("Your appeal against decision %(number)s was answered.") % {"number": noticed.data.get("number", "")}


def _due(noticed: Noticed) -> str:
    count = int(noticed.data.get("items", 1))
    text = ngettext(
        "%(count)s contribution in the review queue is due soon.",
        "%(count)s contributions in the review queue are due soon.",
        count,
    )
    return text % {"count": count}


def _appeal(noticed: Noticed) -> str:
    return _("Somebody appeals against decision %(number)s. You may answer.") % {"number": noticed.data.get("number", "")}


def _appeals_due(noticed: Noticed) -> str:
    count = int(noticed.data.get("items", 1))
    return ngettext("%(count)s appeal is due soon.", "%(count)s appeals are due soon.", count) % {"count": count}


def _alone(noticed: Noticed) -> str:
    text = _("Nobody may answer the appeal against decision %(number)s: make somebody a moderator who did not decide.")
    return text % {"number": noticed.data.get("number", "")}


def _appeal_path(noticed: Noticed) -> str:
    return f"/review/appeals/{noticed.data.get('appeal', '')}/"


def _path(noticed: Noticed) -> str:
    return f"/decisions/{noticed.data.get('decision', '')}/"
