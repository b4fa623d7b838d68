"""Forms of the page that manages spaces; the actions judge."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from community.actions.rules import Rule
from community.actions.spaces import MOST_OF_AN_ICON
from community.languages import content_languages, own_name
from community.models.space import VISIBILITY_CHOICES, Right, Space, Whom
from community.models.topic import KIND_CHOICES
from community.pages.forms import JudgedForm
from community.queries.groups import group_names
from community.queries.spaces import SpaceTree
from community.texts import MAX_TAGS
from kernel.actor import Role

RIGHTS = [
    (Right.VIEW.value, _("may read")),
    (Right.REPLY.value, _("may reply")),
    (Right.CREATE.value, _("may begin topics")),
    (Right.MODERATE.value, _("may moderate")),
]
ROLES = [
    (Role.MEMBER, _("Members")),
    (Role.MODERATOR, _("Moderators")),
    (Role.AGENT, _("Agents")),
    (Role.MANAGER, _("Managers")),
    (Role.ADMIN, _("Admins")),
    (Role.OWNER, _("Owners")),
]


class SpaceForm(JudgedForm):
    """A space as its page shows it."""

    name = forms.CharField(max_length=120, label=_("Name"))
    slug = forms.CharField(
        max_length=60,
        required=False,
        label=_("Address"),
        help_text=_("The last part of the address. Old links stop working when it changes."),
    )
    description = forms.CharField(
        max_length=400, required=False, label=_("Description"), widget=forms.Textarea(attrs={"rows": 2})
    )
    icon = forms.CharField(
        max_length=MOST_OF_AN_ICON,
        required=False,
        label=_("Icon"),
        help_text=_("An emoji, or one or two letters. Empty: the first letter of the name."),
    )
    parent_id = forms.ChoiceField(required=False, label=_("Lies in"))
    visibility = forms.ChoiceField(choices=VISIBILITY_CHOICES, label=_("Who may read"))
    kinds = forms.MultipleChoiceField(
        choices=KIND_CHOICES,
        required=False,
        label=_("Kinds of topic"),
        help_text=_("Which kinds may begin here. None chosen means all."),
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(label=_("Language"))
    hue = forms.TypedChoiceField(coerce=int, label=_("Colour"))
    min_tags = forms.IntegerField(min_value=0, max_value=MAX_TAGS, label=_("Tags at least"))
    help_hours = forms.IntegerField(
        min_value=0,
        max_value=8_760,
        required=False,
        label=_("Hours until an unanswered question goes to the desk"),
        help_text=_("Empty: never."),
    )
    slow_mode_seconds = forms.IntegerField(min_value=0, max_value=86_400, label=_("Seconds between two replies of one member"))
    close_days = forms.IntegerField(
        min_value=0,
        max_value=3_650,
        required=False,
        label=_("Days without a reply until topics close"),
        help_text=_("Empty: never."),
    )

    def __init__(self, *args: Any, tree: SpaceTree, space: Space | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inside = {inner.pk for inner in tree.within(space.pk)} if space is not None else set()
        nodes = [node for node in tree.walk() if node.space.pk not in inside]
        choices: dict[str, list[tuple[Any, Any]]] = {
            "parent_id": [
                ("", _("Nothing: it stands on the front page")),
                *((str(n.space.pk), "– " * n.depth + n.space.name) for n in nodes),
            ],
            "language": list(settings.LANGUAGES),
            "hue": [(hue, label) for hue, label in hue_choices()],
        }
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined] # each is a choice field
        said = space.translations if space is not None else {}
        self.languages = list(dict.fromkeys([*content_languages(), *said]))
        for language in self.languages:
            words, spoken = said.get(language, {}), own_name(language)
            self.fields[f"name_{language}"] = forms.CharField(
                max_length=120,
                required=False,
                initial=words.get("name", ""),
                label=format_lazy(_("Name in {language}"), language=spoken),
                widget=forms.TextInput(attrs={"lang": language, "dir": "auto"}),
            )
            self.fields[f"description_{language}"] = forms.CharField(
                max_length=400,
                required=False,
                initial=words.get("description", ""),
                label=format_lazy(_("Description in {language}"), language=spoken),
                widget=forms.Textarea(attrs={"rows": 2, "lang": language, "dir": "auto"}),
            )

    def plain_rows(self) -> list[BoundField]:
        """What every space has."""
        translated = {field.name for field in self.translated_rows()}
        return [field for field in self.visible_fields() if field.name not in translated]

    def translated_rows(self) -> list[BoundField]:
        """Name and description in each language of the brand."""
        return [self[f"{name}_{language}"] for language in self.languages for name in ("name", "description")]

    @property
    def is_translated(self) -> bool:
        """Whether there is anything in the part of the form that is folded away, or anything wrong there."""
        return any(field.value() or field.errors for field in self.translated_rows())

    def changes(self) -> dict[str, Any]:
        """What `update_space` takes."""
        data = dict(self.cleaned_data)
        data["translations"] = {
            language: {name: data.pop(f"{name}_{language}") for name in ("name", "description")} for language in self.languages
        }
        hours, days = data.pop("help_hours"), data.pop("close_days")
        data["help_after"] = timedelta(hours=hours) if hours else None
        data["auto_close_after"] = timedelta(days=days) if days else None
        data["parent_id"] = UUID(data["parent_id"]) if data["parent_id"] else None
        if not data["slug"]:
            del data["slug"]
        return data


def hue_choices() -> list[tuple[int, Any]]:
    """The twelve colours of the wheel by name."""
    names = [
        _("Red"),
        _("Orange"),
        _("Yellow"),
        _("Lime"),
        _("Green"),
        _("Mint"),
        _("Teal"),
        _("Sky"),
        _("Blue"),
        _("Violet"),
        _("Purple"),
        _("Pink"),
    ]
    return [(index * 30, name) for index, name in enumerate(names)]


def initial_of(space: Space) -> dict[str, Any]:
    """A space as the form shows it."""
    plain = ("name", "slug", "description", "icon", "visibility", "kinds", "language", "min_tags", "slow_mode_seconds")
    close, help_after = space.auto_close_after, space.help_after
    return {name: getattr(space, name) for name in plain} | {
        "parent_id": str(space.parent_id or ""),
        "hue": space.hue // 30 * 30,
        "help_hours": int(help_after.total_seconds() // 3_600) if help_after else None,
        "close_days": close.days if close else None,
    }


class RuleForm(forms.Form):
    """One line of a custom space's rules. A line without a subject is left out."""

    subject = forms.ChoiceField(required=False, label=_("Who"))
    right = forms.ChoiceField(choices=RIGHTS, required=False, label=_("May"))

    def __init__(self, *args: Any, subjects: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = subjects  # type: ignore[attr-defined] # a choice field

    def rule(self) -> Rule | None:
        """The line as the action takes it."""
        subject = self.cleaned_data.get("subject", "")
        if not subject:
            return None
        whom, _colon, value = subject.partition(":")
        return Rule(self.cleaned_data.get("right") or Right.VIEW, whom, value)


RuleFormSet = forms.formset_factory(RuleForm, extra=2, max_num=60)


def subject_choices() -> list[tuple[str, Any]]:
    """Everybody a rule can be about."""
    return [
        ("", "–"),
        (Whom.EVERYONE.value, _("Everyone, also without an account")),
        (Whom.MEMBERS.value, _("Everybody with an account")),
        *((f"{Whom.LEVEL}:{level}", _("Trust level %(level)s and higher") % {"level": level}) for level in range(5)),
        *((f"{Whom.ROLE}:{role}", label) for role, label in ROLES),
        *((f"{Whom.GROUP}:{pk}", name) for pk, name in group_names()),
    ]


def initial_rules(space: Space) -> list[dict[str, str]]:
    """The rules as the lines show them."""
    return [
        {"subject": rule["whom"] + (f":{rule['value']}" if rule["value"] else ""), "right": rule["right"]} for rule in space.rules
    ]
