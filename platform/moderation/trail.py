"""The audit trail in words: what was done, and with which particulars. Ids stay for machines, links lead to what they name."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from moderation.models.appeal import APPEAL_CHOICES
from moderation.models.flag import REASON_CHOICES
from moderation.models.item import Outcome
from moderation.models.penalty import PENALTY_CHOICES
from moderation.models.rule import EFFECT_CHOICES
from moderation.models.screened import ADDRESS_EFFECT_CHOICES, KIND_CHOICES
from moderation.reasons import reason_text

DEEDS: Mapping[str, Any] = {
    "appeal": _("Appealed against a decision"),
    "auto_hide": _("Hid it because of its flags"),
    "bulk": _("Judged many at one go"),
    "claim": _("Took it from the queue"),
    "close_heated": _("Closed a heated topic for a while"),
    "deactivate": _("Closed an account"),
    "decide": _("Judged"),
    "decide_appeal": _("Answered an appeal"),
    "delete_rule": _("Deleted a rule"),
    "flag": _("Flagged"),
    "hide": _("Hid it"),
    "hide_edited": _("Hid it after an edit"),
    "hold": _("Held it for approval"),
    "lift_penalty": _("Lifted a penalty"),
    "penalise": _("Gave a penalty"),
    "private_message_read": _("Read a reported private message"),
    "release": _("Gave it back to the queue"),
    "removal_stopped": _("Stopped removing all contributions"),
    "remove_contributions": _("Removed all contributions"),
    "reopen": _("Put it back into the queue"),
    "reverse": _("Took a decision back"),
    "save_rule": _("Saved a rule"),
    "screen": _("Listed an address"),
    "undo_bulk": _("Took back what was judged at one go"),
    "undo_removal": _("Brought all contributions back"),
    "unscreen": _("Took an address off the list"),
}
_NAMES: Mapping[str, Any] = {
    "done": _("Done"),
    "effect": _("Effect"),
    "is_enabled": _("In use"),
    "kind_of": _("Kind"),
    "name": _("Name"),
    "outcome": _("Outcome"),
    "reason": _("Reason"),
    "reasons": _("Reasons"),
    "score": _("Score"),
    "step": _("Step"),
    "total": _("In all"),
    "until": _("Until"),
    "what": _("Penalty"),
}
_OUTCOMES: Mapping[str, Any] = {
    Outcome.KEPT: _("Kept"),
    Outcome.REMOVED: _("Removed"),
    Outcome.SPAM: _("Spam"),
    Outcome.IGNORED: _("Flags ignored"),
    **dict(APPEAL_CHOICES),
}
_VALUES: Mapping[str, Mapping[str, Any]] = {
    "effect": {**dict(ADDRESS_EFFECT_CHOICES), **dict(EFFECT_CHOICES)},
    "kind_of": dict(KIND_CHOICES),
    "outcome": _OUTCOMES,
    "reason": dict(REASON_CHOICES),
    "what": dict(PENALTY_CHOICES),
}


def deed_in_words(verb: str) -> str:
    """What was done."""
    return str(DEEDS.get(verb, verb))


def particulars(verb: str, detail: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Each particular's name and value, in the order in which they were written down."""
    return [(str(_NAMES[name]), _said(verb, name, value)) for name, value in detail.items() if name in _NAMES]


def _said(verb: str, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, list):
        return capfirst(", ".join(reason_text(str(code)) for code in value))
    if isinstance(value, int | float):
        return str(number_format(round(value, 1)))
    if name == "until":
        return _moment(str(value))
    if name == "effect" and verb == "screen":
        return str(dict(ADDRESS_EFFECT_CHOICES).get(str(value), value))
    return str(_VALUES.get(name, {}).get(str(value), value))


def _moment(text: str) -> str:
    found: datetime | None = parse_datetime(text)
    return date_format(localtime(found), "SHORT_DATETIME_FORMAT") if found is not None else text
