"""Forms of the preferences."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.notices import Channel
from notifications.models.choices import CADENCES
from notifications.queries.choosing import KindChoice, MemberChoices

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


class PreferencesForm(forms.Form):
    """One set of checkboxes for each kind, and the summary."""

    mail = forms.BooleanField(label=_("Send me mail about what concerns me"), required=False)
    digest = forms.ChoiceField(label=_("Summary by mail"), choices=CADENCES)
    digest_hour = forms.TypedChoiceField(label=_("Hour of the summary, in my time zone"), choices=HOURS, coerce=int)

    def __init__(self, *args: Any, kinds: Iterable[KindChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = list(kinds)
        ways = [(channel.value, channel.value) for channel in Channel]
        for choice in self.kinds:
            self.fields[_name(choice.kind.key)] = forms.MultipleChoiceField(choices=ways, required=False)

    def channels(self) -> dict[str, list[str]]:
        """What was chosen, for the kinds where it differs from before."""
        chosen = {choice.kind.key: set(self.cleaned_data[_name(choice.kind.key)]) for choice in self.kinds}
        return {
            choice.kind.key: sorted(chosen[choice.kind.key])
            for choice in self.kinds
            if chosen[choice.kind.key] != choice.channels
        }


def initial_of(choices: MemberChoices) -> dict[str, Any]:
    """The form's values as they stand."""
    ways = {_name(each.kind.key): [channel.value for channel in each.channels] for each in choices.kinds}
    return {"mail": choices.mail_off_at is None, "digest": choices.digest, "digest_hour": choices.digest_hour, **ways}


def _name(key: str) -> str:
    return f"kind-{key}"
