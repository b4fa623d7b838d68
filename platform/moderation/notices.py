"""What members are told by moderation, and the administrators' pages."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.notices import Noticed, NoticeKind, register_kind
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


def _path(noticed: Noticed) -> str:
    return f"/decisions/{noticed.data.get('decision', '')}/"
