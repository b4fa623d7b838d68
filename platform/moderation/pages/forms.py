"""Forms of moderation: they parse; the actions judge."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.errors import DomainError
from moderation.models.appeal import APPEAL_CHOICES
from moderation.models.decision import CATEGORY_CHOICES, GROUND_CHOICES
from moderation.models.flag import REASON_CHOICES
from moderation.models.item import LANE_CHOICES
from moderation.models.penalty import PENALTY_CHOICES
from moderation.models.rule import EFFECT_CHOICES, HoldRule
from moderation.models.screened import ADDRESS_EFFECT_CHOICES, KIND_CHOICES

OUTCOMES = [("kept", _("Keep")), ("removed", _("Remove")), ("spam", _("Spam")), ("ignored", _("Ignore the flags"))]


class JudgedForm(forms.Form):
    """Shows what an action thought of the input."""

    def take(self, error: DomainError) -> None:
        """Show an action's refusal beside the field that it names."""
        fields = error.detail.get("fields", {})
        for name, problems in fields.items():
            self.add_error(name if name in self.fields else None, [str(problem) for problem in problems])
        if not fields:
            self.add_error(None, str(error))


class FlagForm(JudgedForm):
    """Why somebody flags something."""

    reason = forms.ChoiceField(choices=REASON_CHOICES, widget=forms.RadioSelect, label=_("What is wrong with it?"))
    note = forms.CharField(
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("What should the moderators know?"),
        help_text=_("Needed for illegal content: say what is illegal about it."),
    )
    legal_ground = forms.CharField(max_length=400, required=False, label=_("Which law does it break?"))
    notifier_name = forms.CharField(max_length=120, required=False, label=_("Your name"))
    notifier_email = forms.EmailField(required=False, label=_("Your e-mail address"))
    good_faith = forms.BooleanField(required=False, label=_("I believe in good faith that what I say is accurate and complete."))


class GroundsForm(JudgedForm):
    """A judgement with its reasons; what is left empty is filled in from the flags and checks."""

    outcome = forms.ChoiceField(choices=OUTCOMES, label=_("Decision"))
    ground = forms.ChoiceField(choices=GROUND_CHOICES, required=False, label=_("On which ground?"))
    ground_text = forms.CharField(max_length=400, required=False, label=_("Which rule or law?"))
    category = forms.ChoiceField(
        choices=[("", _("Choose by the outcome")), *CATEGORY_CHOICES], required=False, label=_("Category")
    )
    facts = forms.CharField(
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("What happened?"),
        help_text=_("The member reads this. Left empty, it says what flags or checks found."),
    )


class QueueForm(forms.Form):
    """Filters of the queue, in the address."""

    lane = forms.ChoiceField(choices=[("", _("All lanes")), *LANE_CHOICES], required=False, label=_("Lane"))
    space = forms.TypedChoiceField(coerce=UUID, empty_value=None, required=False, label=_("Space"))
    reason = forms.ChoiceField(choices=[("", _("Any reason")), *REASON_CHOICES], required=False, label=_("Reason"))
    claimed = forms.ChoiceField(
        choices=[("", _("Anybody's")), ("me", _("Mine")), ("nobody", _("Nobody's"))], required=False, label=_("Taken by")
    )
    order = forms.ChoiceField(
        choices=[("due", _("Most urgent first")), ("score", _("Highest score first")), ("newest", _("Newest first"))],
        required=False,
        label=_("Order"),
    )
    overdue = forms.BooleanField(required=False, label=_("Overdue"))
    decided = forms.BooleanField(required=False, label=_("Decided"))

    def __init__(self, *args: Any, spaces: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["space"].choices = [("", _("All spaces")), *spaces]  # type: ignore[attr-defined] # a choice field


class PenaltyForm(JudgedForm):
    """A silence or suspension; how long it lasts the ladder says."""

    kind = forms.ChoiceField(choices=PENALTY_CHOICES, label=_("Penalty"))
    facts = forms.CharField(
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("What happened?"),
        help_text=_("The member reads this."),
    )
    ground = forms.ChoiceField(choices=GROUND_CHOICES, required=False, label=_("On which ground?"))
    ground_text = forms.CharField(max_length=400, required=False, label=_("Which rule or law?"))
    category = forms.ChoiceField(
        choices=[("", _("Choose by the outcome")), *CATEGORY_CHOICES], required=False, label=_("Category")
    )


class RemovalForm(JudgedForm):
    """Everything of one account."""

    facts = forms.CharField(max_length=4_000, required=False, widget=forms.Textarea(attrs={"rows": 3}), label=_("What happened?"))
    screen_email = forms.BooleanField(required=False, label=_("Nobody may join with this e-mail address again"))
    sure = forms.BooleanField(label=_("Yes, take all contributions of this member out of sight"))


class AppealForm(JudgedForm):
    """An objection."""

    text = forms.CharField(
        max_length=8_000, widget=forms.Textarea(attrs={"rows": 6}), label=_("Why do you think that this was wrong?")
    )


class AnswerForm(JudgedForm):
    """The answer to an objection."""

    outcome = forms.ChoiceField(choices=APPEAL_CHOICES, label=_("Outcome"))
    answer = forms.CharField(
        max_length=8_000, widget=forms.Textarea(attrs={"rows": 4}), label=_("Why?"), help_text=_("The member reads this.")
    )


class RuleForm(JudgedForm):
    """A rule as administrators write it."""

    name = forms.CharField(max_length=120, label=_("Name"))
    effect = forms.ChoiceField(choices=EFFECT_CHOICES, label=_("When it fits"))
    message = forms.CharField(
        max_length=400, required=False, label=_("What the author reads"), help_text=_("Shown when the text is refused.")
    )
    first_posts = forms.IntegerField(min_value=1, max_value=100, required=False, label=_("It is among the first … contributions"))
    level_below = forms.IntegerField(min_value=1, max_value=4, required=False, label=_("The author's trust level is below"))
    min_links = forms.IntegerField(min_value=1, max_value=100, required=False, label=_("It has at least … links"))
    words = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        label=_("One of these words stands in it"),
        help_text=_("One a line. “de: Gift” looks in German texts only; “casino*” finds casinos too."),
    )
    domains = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr"}),
        label=_("It links to one of these domains"),
        help_text=_("One a line. Everything below a domain belongs to it."),
    )
    spaces = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label=_("It stands in one of these spaces")
    )
    position = forms.IntegerField(min_value=0, max_value=1_000, required=False, label=_("Order among the rules"))
    is_enabled = forms.BooleanField(required=False, initial=True, label=_("The rule is in force"))

    def __init__(self, *args: Any, spaces: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["spaces"].choices = spaces  # type: ignore[attr-defined] # a choice field

    def conditions(self) -> dict[str, Any]:
        """What was filled in, as the action takes it."""
        data = self.cleaned_data
        plain = {name: data[name] for name in ("first_posts", "level_below", "min_links") if data.get(name)}
        lists = {"words": words_from(data["words"]), "domains": data["domains"].split(), "space_ids": data["spaces"]}
        return plain | {name: value for name, value in lists.items() if value}


class AddressForm(JudgedForm):
    """One entry of the list."""

    kind = forms.ChoiceField(choices=KIND_CHOICES, label=_("Kind"))
    value = forms.CharField(max_length=254, label=_("Address"), widget=forms.TextInput(attrs={"dir": "ltr"}))
    effect = forms.ChoiceField(choices=ADDRESS_EFFECT_CHOICES, label=_("What happens"))
    days = forms.IntegerField(min_value=1, max_value=3_650, required=False, label=_("Days until it is forgotten"))


class TryForm(forms.Form):
    """A text for the classifier."""

    text = forms.CharField(max_length=20_000, widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}), label=_("Text"))


class PeriodForm(forms.Form):
    """A period of whole days, the last one included."""

    since = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), label=_("From"))
    until = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), label=_("To"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("since") and data.get("until") and data["since"] > data["until"]:
            self.add_error("until", _("The end comes before the beginning."))
        return data


def words_from(text: str) -> list[dict[str, Any]]:
    """Lines such as "de: Gift" as lists of words by language."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        head, colon, rest = line.partition(":")
        is_language = (
            bool(colon) and 2 <= len(head.strip()) <= 15 and head.strip().replace("-", "").isalnum() and bool(rest.strip())
        )
        language, word = (head.strip().lower(), rest.strip()) if is_language else ("", line.strip())
        if word:
            found.setdefault(language, []).append(word)
    return [{"language": language, "words": words} for language, words in found.items()]


def initial_of(rule: HoldRule) -> dict[str, Any]:
    """A rule as its form shows it."""
    known = rule.conditions
    lines = [
        f"{words['language']}: {word}" if words.get("language") else word
        for words in known.get("words", ())
        for word in words["words"]
    ]
    return {
        "name": rule.name,
        "effect": rule.effect,
        "message": rule.message,
        "position": rule.position,
        "is_enabled": rule.enabled_at is not None,
        "words": "\n".join(lines),
        "domains": "\n".join(known.get("domains", ())),
        "spaces": known.get("space_ids", ()),
        **{name: known.get(name) for name in ("first_posts", "level_below", "min_links")},
    }
