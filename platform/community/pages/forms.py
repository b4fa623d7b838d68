"""Forms of the community: they parse; the actions judge."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.actions.polling import PollText
from community.models.poll import POLL_KINDS, RESULTS, PollKind, Results
from community.models.space import Space
from community.models.template import USES
from community.models.topic import KIND_CHOICES
from community.texts import MAX_BODY, MAX_TITLE
from kernel.errors import DomainError, ForbiddenError, TooManyError


def status_of(error: DomainError) -> int:
    """With which status a page shows its form again."""
    if isinstance(error, TooManyError):
        return 429
    return 403 if isinstance(error, ForbiddenError) else 400


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


class ComposerForm(MintedForm):
    """What every form with a composer carries: when it was opened, and a field that people do not see."""

    opened = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)
    website = forms.CharField(max_length=200, required=False)
    sequence = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 2, widget=forms.HiddenInput)


class ReplyForm(ComposerForm):
    """A reply; `reply_to` names the post that it answers."""

    body = forms.CharField(max_length=MAX_BODY, strip=False, label=_("Your reply"))
    reply_to = forms.UUIDField(required=False, widget=forms.HiddenInput)


class AskForm(ComposerForm):
    """A new topic, perhaps with a poll, perhaps for later. Only spaces that the reader may write in are offered."""

    space = forms.ChoiceField(label=_("Space"))
    kind = forms.ChoiceField(required=False, label=_("Kind"), choices=[("", ""), *KIND_CHOICES])
    title = forms.CharField(max_length=MAX_TITLE, label=_("Title"))
    body = forms.CharField(max_length=MAX_BODY, strip=False, label=_("Text"))
    tags = forms.CharField(max_length=250, required=False, label=_("Tags"))
    seen_similar = forms.CharField(max_length=3, required=False, widget=forms.HiddenInput)
    publish_at = forms.DateTimeField(required=False, label=_("Publish at"), input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])
    for_staff = forms.BooleanField(required=False, label=_("Only for staff"))

    def __init__(self, *args: Any, spaces: Sequence[Space], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["space"].choices = [(str(space.pk), space.name) for space in spaces]  # type: ignore[attr-defined]


class PollForm(JudgedForm):
    """A poll, as part of a new topic or for a post that is there already; without answers there is none."""

    prefix = "poll"

    question = forms.CharField(max_length=200, required=False, label=_("Question"))
    options = forms.CharField(max_length=5_000, required=False, strip=False, label=_("Answers"))
    kind = forms.ChoiceField(choices=POLL_KINDS, required=False, label=_("Kind of poll"))
    results = forms.ChoiceField(choices=RESULTS, required=False, label=_("Results are shown"))
    voters_public = forms.BooleanField(required=False, label=_("Show who chose what"))
    max_choices = forms.IntegerField(required=False, min_value=1, max_value=20, label=_("At most so many choices"))
    closes_at = forms.DateTimeField(required=False, label=_("Closes at"), input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])

    def poll(self) -> PollText | None:
        """The poll of a valid form, or None."""
        data = self.cleaned_data
        options = [line for line in data["options"].splitlines() if line.strip()]
        if not options:
            return None
        return PollText(
            options=options,
            question=data["question"],
            kind=data["kind"] or PollKind.SINGLE,
            results=data["results"] or Results.ALWAYS,
            voters_public=data["voters_public"],
            max_choices=data["max_choices"],
            closes_at=data["closes_at"],
        )


class EditForm(ComposerForm):
    """A changed post; title and tags belong to the first post. `version` is what was open."""

    title = forms.CharField(max_length=MAX_TITLE, required=False, label=_("Title"))
    body = forms.CharField(max_length=MAX_BODY, strip=False, label=_("Text"))
    tags = forms.CharField(max_length=250, required=False, label=_("Tags"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class TemplateForm(JudgedForm):
    """A text to begin with."""

    name = forms.CharField(max_length=80, label=_("Name"))
    use = forms.ChoiceField(choices=USES, label=_("For"))
    title = forms.CharField(max_length=MAX_TITLE, required=False, label=_("Title"))
    body = forms.CharField(max_length=MAX_BODY, strip=False, label=_("Text"))
    tags = forms.CharField(max_length=250, required=False, label=_("Tags"))


class ModerationForm(forms.Form):
    """A moderator's decision and why."""

    verb = forms.ChoiceField(choices=[(verb, verb) for verb in ("hide", "restore", "lock", "unlock")])
    reason = forms.CharField(max_length=400, required=False)


def split_tags(text: str) -> list[str]:
    """Tags as people type them: separated by commas or spaces."""
    return [tag for tag in text.replace(",", " ").split() if tag]
