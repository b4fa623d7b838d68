"""Forms of recognition: they parse; the actions judge."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.errors import DomainError
from recognition.models.badge import GROUP_CHOICES, SUBJECT_CHOICES, TIER_CHOICES
from recognition.naming import COMPARISONS, LEVELS, METRICS
from recognition.rules.badges import MEMBER_METRICS, POST_METRICS, Rule

GROUPS_SHOWN, LINES_SHOWN = 3, 3
LEVEL_CHOICES = [(level, f"{level} · {name}") for level, name in LEVELS.items()]


class JudgedForm(forms.Form):
    """Shows what an action thought of the input."""

    def take(self, error: DomainError) -> None:
        """Show an action's refusal beside the field that it names."""
        fields = error.detail.get("fields", {})
        for name, problems in fields.items():
            self.add_error(name if name in self.fields else None, [str(problem) for problem in problems])
        if not fields:
            self.add_error(None, str(error))


class LevelForm(JudgedForm):
    """A level by hand. Without the lock only a lower one makes sense: rules would go on from there."""

    level = forms.TypedChoiceField(label=_("Level"), coerce=int)
    lock = forms.BooleanField(
        label=_("Lock it"), required=False, initial=True, help_text=_("Rules and groups leave a locked level alone.")
    )
    reason = forms.CharField(label=_("Reason"), max_length=400, help_text=_("Staff and the member can read it."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = LEVEL_CHOICES  # type: ignore[attr-defined] # it is a choice field


class GiveForm(JudgedForm):
    """A badge given by hand."""

    badge = forms.ChoiceField(label=_("Badge"))
    id = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason"), max_length=400, help_text=_("Everybody can read it beside the badge."))

    def __init__(self, *args: Any, badges: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["badge"].choices = badges  # type: ignore[attr-defined] # it is a choice field


class OwnForm(JudgedForm):
    """What members decide themselves."""

    title = forms.ChoiceField(label=_("Title beside your name"), required=False)
    is_ranked = forms.BooleanField(label=_("Show me on leaderboards"), required=False)

    def __init__(self, *args: Any, titles: Sequence[str], has_titles: bool, has_boards: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].choices = [("", _("None")), *((title, title) for title in titles)]  # type: ignore[attr-defined] # it is a choice field
        if not has_titles:
            del self.fields["title"]
        if not has_boards:
            del self.fields["is_ranked"]


class BadgeForm(JudgedForm):
    """A badge and its rule: up to three alternatives of three conditions; empty lines do not count."""

    name = forms.CharField(label=_("Name"), max_length=80, required=False)
    description = forms.CharField(label=_("Description"), max_length=400, required=False)
    group = forms.ChoiceField(label=_("Group"), choices=GROUP_CHOICES)
    tier = forms.ChoiceField(label=_("Tier"), choices=TIER_CHOICES)
    gives_title = forms.BooleanField(label=_("Its name may be worn as a title"), required=False)
    subject = forms.ChoiceField(label=_("The rule looks at"), choices=SUBJECT_CHOICES)
    revocable = forms.BooleanField(label=_("Take it back when the rule no longer holds"), required=False)
    is_multiple = forms.BooleanField(
        label=_("May be held several times"), required=False, help_text=_("For badges given by hand; those of posts always may.")
    )
    is_disabled = forms.BooleanField(
        label=_("Switched off"), required=False, help_text=_("Nobody sees or gets it; holders keep it for later.")
    )

    def __init__(self, *args: Any, rule: Rule | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        metrics = [("", "—"), *((metric, METRICS[metric]) for metric in (*MEMBER_METRICS, *POST_METRICS))]
        for group in range(GROUPS_SHOWN):
            for line in range(LINES_SHOWN):
                self._add_line(f"r{group}{line}", metrics, _condition(rule, group, line))

    def _add_line(self, prefix: str, metrics: Sequence[tuple[str, Any]], initial: Mapping[str, Any]) -> None:
        self.fields[f"{prefix}_metric"] = forms.ChoiceField(
            label=_("What is counted"), choices=metrics, required=False, initial=initial.get("metric")
        )
        self.fields[f"{prefix}_comparison"] = forms.ChoiceField(
            label=_("Comparison"), choices=list(COMPARISONS.items()), required=False, initial=initial.get("comparison")
        )
        self.fields[f"{prefix}_number"] = forms.IntegerField(
            label=_("Number"), min_value=0, required=False, initial=initial.get("number")
        )
        self.fields[f"{prefix}_days"] = forms.IntegerField(
            label=_("Within days"), min_value=1, required=False, initial=initial.get("days")
        )

    @property
    def groups(self) -> list[list[Mapping[str, Any]]]:
        """The rule's fields as the page lays them out."""
        names = ("metric", "comparison", "number", "days")
        return [
            [{name: self[f"r{group}{line}_{name}"] for name in names} for line in range(LINES_SHOWN)]
            for group in range(GROUPS_SHOWN)
        ]

    @property
    def plain(self) -> list[Any]:
        """The other fields."""
        return [self[name] for name in self.fields if not name.startswith("r") or name == "revocable"]

    def rule(self) -> dict[str, Any] | None:
        """The rule as it was filled in; None for a badge given by hand."""
        found = [self._group(group) for group in range(GROUPS_SHOWN)]
        groups = [group for group in found if group]
        return {"any_of": groups} if groups else None

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        given = {name: value for name, value in self.cleaned_data.items() if name in self._plain_names()}
        return {**given, "rule": self.rule()}

    def _plain_names(self) -> frozenset[str]:
        return frozenset(BadgeForm.base_fields)

    def _group(self, group: int) -> list[dict[str, Any]]:
        data = self.cleaned_data
        lines = [f"r{group}{line}" for line in range(LINES_SHOWN)]
        return [
            {
                "metric": data[f"{line}_metric"],
                "comparison": data[f"{line}_comparison"] or "at_least",
                "number": data[f"{line}_number"] if data[f"{line}_number"] is not None else 1,
                "days": data[f"{line}_days"],
            }
            for line in lines
            if data.get(f"{line}_metric")
        ]


def fits(rule: Rule | None) -> bool:
    """Whether the form can show the whole rule."""
    return rule is None or (len(rule.any_of) <= GROUPS_SHOWN and all(len(group) <= LINES_SHOWN for group in rule.any_of))


def _condition(rule: Rule | None, group: int, line: int) -> Mapping[str, Any]:
    if rule is None or group >= len(rule.any_of) or line >= len(rule.any_of[group]):
        return {}
    condition = rule.any_of[group][line]
    return {
        "metric": condition.metric,
        "comparison": condition.comparison,
        "number": condition.number,
        "days": condition.days,
    }
