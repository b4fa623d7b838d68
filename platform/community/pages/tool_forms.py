"""Forms of the tools for a whole topic: they parse; the actions judge."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.models.space import Space
from community.models.timer import TIMER_KINDS
from community.models.topic import IDEA_STATUSES, KIND_CHOICES, PinScope
from community.pages.forms import JudgedForm
from community.texts import MAX_BODY, MAX_REASON, MAX_TITLE

PAUSES = [
    (0, _("Off")),
    (30, _("30 seconds")),
    (60, _("1 minute")),
    (300, _("5 minutes")),
    (600, _("10 minutes")),
    (900, _("15 minutes")),
    (3600, _("1 hour")),
    (14_400, _("4 hours")),
    (86_400, _("1 day")),
]


def _when(label: Any, *, required: bool = False) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label, required=required, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )


class ToolForm(JudgedForm):
    """Every tool takes a reason, which readers of the topic see."""

    reason = forms.CharField(max_length=400, required=False, label=_("Reason"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "reason"] + ["reason"])


class TimerForm(ToolForm):
    """What, when and where."""

    kind = forms.ChoiceField(label=_("What shall happen"), choices=[(k.value, label) for k, label in TIMER_KINDS.items()])
    due_at = _when(_("When (UTC)"), required=True)
    space_id = forms.TypedChoiceField(label=_("Publish in"), required=False, coerce=str)

    def __init__(self, *args: Any, spaces: Sequence[Space], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = [("", _("This space"))]
        self.fields["space_id"].choices = here + [(str(space.pk), space.name) for space in spaces]  # type: ignore[attr-defined]


class ReminderForm(JudgedForm):
    """When to be reminded."""

    due_at = _when(_("When (UTC)"), required=True)


class SlowForm(ToolForm):
    """How long to wait between two replies."""

    seconds = forms.TypedChoiceField(label=_("Pause between two replies of the same person"), choices=PAUSES, coerce=int)


class PinForm(ToolForm):
    """Where and until when."""

    scope = forms.ChoiceField(
        label=_("Where"), choices=[(PinScope.SPACE.value, _("In its space")), (PinScope.EVERYWHERE.value, _("In all lists"))]
    )
    until = _when(_("Until (UTC, optional)"))


class BannerForm(ToolForm):
    """Up or down, and until when."""

    is_up = forms.BooleanField(label=_("Show as a banner"), required=False)
    until = _when(_("Until (UTC, optional)"))


class MoveForm(ToolForm):
    """To which space."""

    space_id = forms.ChoiceField(label=_("To the space"))

    def __init__(self, *args: Any, spaces: Sequence[Space], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["space_id"].choices = [(str(space.pk), space.name) for space in spaces]  # type: ignore[attr-defined]


class MergeForm(ToolForm):
    """Into which topic; the number is what stands at the end of its address."""

    into = forms.CharField(label=_("Into the topic"), max_length=400, help_text=_("Its address or its number."))


class PostsForm(ToolForm):
    """Replies on their way out: to a topic of their own, or to another one."""

    title = forms.CharField(max_length=MAX_TITLE, required=False, label=_("Title of the new topic"))
    into = forms.CharField(
        label=_("Or into the topic"), max_length=400, required=False, help_text=_("Its address or its number.")
    )


class KindForm(ToolForm):
    """To which kind."""

    kind = forms.ChoiceField(choices=KIND_CHOICES)


class IdeaStatusForm(JudgedForm):
    """What becomes of an idea, and why."""

    status = forms.ChoiceField(label=_("Status"), choices=[(s.value, label) for s, label in IDEA_STATUSES.items()])
    reason = forms.CharField(
        label=_("Reason, for everybody to read"), max_length=MAX_REASON, widget=forms.Textarea(attrs={"rows": 3})
    )


class ArticleForm(JudgedForm):
    """The next version of an article."""

    title = forms.CharField(max_length=MAX_TITLE, label=_("Title"))
    body = forms.CharField(max_length=MAX_BODY, strip=False, label=_("Text"), widget=forms.Textarea(attrs={"rows": 18}))
    note = forms.CharField(max_length=400, required=False, label=_("What changed"))


class NewArticleForm(JudgedForm):
    """A new article."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    space = forms.ChoiceField(label=_("Space"))
    title = forms.CharField(max_length=MAX_TITLE, label=_("Title"))
    body = forms.CharField(max_length=MAX_BODY, strip=False, label=_("Text"), widget=forms.Textarea(attrs={"rows": 18}))
    tags = forms.CharField(max_length=250, required=False, label=_("Tags"))

    def __init__(self, *args: Any, spaces: Sequence[Space], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["space"].choices = [(str(space.pk), space.name) for space in spaces]  # type: ignore[attr-defined]


class ReviewForm(JudgedForm):
    """What the reviewer says."""

    verdict = forms.ChoiceField(choices=[("publish", "publish"), ("return", "return")])
    reason = forms.CharField(
        label=_("What the author should know"), required=False, max_length=MAX_REASON, widget=forms.Textarea(attrs={"rows": 3})
    )
