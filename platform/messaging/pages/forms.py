"""Forms of private messages: they parse; the actions judge."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.errors import DomainError
from messaging.models import MAX_BODY, MAX_TITLE


class JudgedForm(forms.Form):
    """Shows what an action thought of the input."""

    def take(self, error: DomainError) -> None:
        """Show an action's refusal beside the field that it names."""
        fields = error.detail.get("fields", {})
        for name, problems in fields.items():
            self.add_error(name if name in self.fields else None, [str(problem) for problem in problems])
        if not fields:
            self.add_error(None, str(error))


class PeopleField(forms.CharField):
    """Handles, parted by commas or spaces, with or without @."""

    def clean(self, value: object) -> list[str]:
        text = super().clean(value)
        return list(dict.fromkeys(name.lstrip("@").lower() for name in re.split(r"[\s,;]+", text) if name.strip("@")))


class MessageForm(JudgedForm):
    """Something to say. `id` makes sending twice harmless; `website` is a field that people do not see."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    body = forms.CharField(
        label=_("Message"), max_length=MAX_BODY, strip=False, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )
    website = forms.CharField(max_length=200, required=False)


class NewExchangeForm(MessageForm):
    """A message and whom it goes to."""

    to = PeopleField(label=_("To"), max_length=2_000, help_text=_("Names with @, parted by commas."))
    title = forms.CharField(
        label=_("Title"), max_length=MAX_TITLE, required=False, help_text=_("Only for a conversation of several people.")
    )
    field_order = ("to", "title", "body")


class PeopleForm(JudgedForm):
    """Members to add."""

    to = PeopleField(label=_("Add people"), max_length=2_000, help_text=_("They see what is said from then on."))


class TitleForm(JudgedForm):
    """Another title."""

    title = forms.CharField(label=_("Title"), max_length=MAX_TITLE, required=False)
