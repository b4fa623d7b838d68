"""Forms of the community: they parse; the actions judge."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.models.space import Space
from community.texts import MAX_BODY, MAX_TITLE
from kernel.errors import DomainError


class JudgedForm(forms.Form):
    """Shows what an action thought of the input."""

    def take(self, error: DomainError) -> None:
        """Show an action's refusal beside the field that it names."""
        fields = error.detail.get("fields", {})
        for name, problems in fields.items():
            self.add_error(name if name in self.fields else None, [str(problem) for problem in problems])
        if not fields:
            self.add_error(None, str(error))


class MintedForm(JudgedForm):
    """Carries an id minted when the form was shown: sent twice, it makes one thing."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)


class ReplyForm(MintedForm):
    """A reply; `reply_to` names the post that it answers."""

    body = forms.CharField(max_length=MAX_BODY, strip=False, label=_("Your reply"))
    reply_to = forms.UUIDField(required=False, widget=forms.HiddenInput)


class AskForm(MintedForm):
    """A new topic. Only spaces that the reader may write in are offered."""

    space = forms.ChoiceField(label=_("Space"))
    title = forms.CharField(max_length=MAX_TITLE, label=_("Title"))
    body = forms.CharField(max_length=MAX_BODY, strip=False, label=_("Text"))
    tags = forms.CharField(max_length=250, required=False, label=_("Tags"))

    def __init__(self, *args: Any, spaces: Sequence[Space], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["space"].choices = [(str(space.pk), space.name) for space in spaces]  # type: ignore[attr-defined]


class EditForm(JudgedForm):
    """A changed post; title and tags belong to the first post. `version` is what was open."""

    title = forms.CharField(max_length=MAX_TITLE, required=False, label=_("Title"))
    body = forms.CharField(max_length=MAX_BODY, strip=False, label=_("Text"))
    tags = forms.CharField(max_length=250, required=False, label=_("Tags"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class ModerationForm(forms.Form):
    """A moderator's decision and why."""

    verb = forms.ChoiceField(choices=[(verb, verb) for verb in ("hide", "restore", "lock", "unlock")])
    reason = forms.CharField(max_length=400, required=False)


def split_tags(text: str) -> list[str]:
    """Tags as people type them: separated by commas or spaces."""
    return [tag for tag in text.replace(",", " ").split() if tag]
