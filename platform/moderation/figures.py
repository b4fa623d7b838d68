"""The transparency report's figures in words; their names for machines are in `queries.transparency`."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from moderation.models.appeal import APPEAL_CHOICES
from moderation.models.decision import CATEGORY_CHOICES, GROUND_CHOICES, MEASURE_CHOICES, ORIGIN_CHOICES
from moderation.models.flag import REASON_CHOICES


def _each(prefix: str, choices: list[tuple[str, Any]], pattern: Any) -> dict[str, tuple[Any, Any]]:
    return {f"{prefix}_{value}": (pattern, label) for value, label in choices}


FIGURES: Mapping[str, Mapping[str, Any]] = {
    "notices": {
        "received": pgettext_lazy("how many", "Received"),
        "decided": _("Decided"),
        "action_taken": _("Led to a measure"),
        "action_because_of_law": _("Measures because of the law"),
        "action_because_of_terms": _("Measures because of the rules of the community"),
        "median_hours_to_decision": _("Median time to the decision"),
    },
    "flags": {"received": pgettext_lazy("how many", "Received"), **_each("reason", REASON_CHOICES, _("Reason: %(name)s"))},
    "measures": {
        "total": _("In all"),
        **_each("measure", MEASURE_CHOICES, _("Measure: %(name)s")),
        **_each("ground", GROUND_CHOICES, _("Ground: %(name)s")),
        **_each("origin", ORIGIN_CHOICES, _("Origin: %(name)s")),
        **_each("category", CATEGORY_CHOICES, _("Category: %(name)s")),
        "reversed": _("Taken back"),
    },
    "automation": {
        "automated_decisions": _("Automatic decisions"),
        "automated_detections": _("Found by an automatic check"),
        "automated_decisions_reversed": _("Automatic decisions that were taken back"),
        "error_rate": _("Share of automatic decisions taken back"),
    },
    "appeals": {
        "received": pgettext_lazy("how many", "Received"),
        **dict(APPEAL_CHOICES),
        "median_hours_to_decision": _("Median time to the decision"),
        "decided_by_the_first_decider": _("Decided by whoever decided first"),
    },
    "accounts": {
        "silenced": _("Silenced"),
        "suspended": _("Suspended"),
        "suspended_for_illegal_content": _("Suspended for illegal content"),
    },
}


def figure_in_words(section: str, name: str) -> str:
    """What a figure counts."""
    said = FIGURES[section][name]
    return str(said[0]) % {"name": said[1]} if isinstance(said, tuple) else str(said)
