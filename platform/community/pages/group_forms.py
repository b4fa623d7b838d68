"""Forms of the pages of groups; the actions judge."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.models.group import GroupJoining, GroupVisibility, MemberGroup
from community.pages.forms import JudgedForm

VISIBILITIES = [
    (GroupVisibility.EVERYONE.value, _("Everyone, also without an account")),
    (GroupVisibility.MEMBERS.value, _("Everybody with an account")),
    (GroupVisibility.STAFF.value, _("Staff and those who belong to it")),
]
JOININGS = [
    (GroupJoining.CLOSED.value, _("Nobody: members are added")),
    (GroupJoining.REQUEST.value, _("Whoever asks and is let in by an owner")),
    (GroupJoining.OPEN.value, _("Whoever sees the group")),
]
FIELDS = ("name", "slug", "description", "title", "visibility", "joining", "is_mentionable", "level")


class GroupForm(JudgedForm):
    """A group of members."""

    name = forms.CharField(max_length=80, label=_("Name"))
    slug = forms.CharField(
        max_length=40,
        required=False,
        label=_("Address"),
        help_text=_("The word after @ and the last part of the address. Empty: made from the name."),
    )
    description = forms.CharField(
        max_length=400, required=False, label=_("Description"), widget=forms.Textarea(attrs={"rows": 2})
    )
    title = forms.CharField(
        max_length=60,
        required=False,
        label=_("Title"),
        help_text=_("Stands beside the names of members who have no title of their own, when everyone may see the group."),
    )
    visibility = forms.ChoiceField(choices=VISIBILITIES, label=_("Who sees the group and its members"))
    joining = forms.ChoiceField(
        choices=JOININGS,
        label=_("Who may join"),
        help_text=_("Whoever joins may do what spaces and the trust level below give to the group."),
    )
    is_mentionable = forms.BooleanField(required=False, label=_("Members may mention the group with @"))
    level = forms.TypedChoiceField(
        choices=[("", _("None")), *((str(level), str(level)) for level in range(5))],
        coerce=int,
        empty_value=None,
        required=False,
        label=_("Trust level that belonging to it gives"),
    )

    def changes(self) -> dict[str, Any]:
        """What `create_group` and `update_group` take."""
        data = dict(self.cleaned_data)
        if not data["slug"]:
            del data["slug"]
        return data


class AddForm(JudgedForm):
    """Somebody to add, by the name after @."""

    handle = forms.CharField(
        max_length=60, label=_("Name of a member, as after @"), widget=forms.TextInput(attrs={"dir": "auto"})
    )


class AskingForm(JudgedForm):
    """Why somebody wants to join."""

    text = forms.CharField(
        max_length=400, required=False, label=_("Why you would like to join"), widget=forms.Textarea(attrs={"rows": 2})
    )


def initial_of(group: MemberGroup) -> dict[str, Any]:
    """A group as the form shows it."""
    return {name: getattr(group, name) for name in FIELDS} | {"level": "" if group.level is None else str(group.level)}


NEW = {"visibility": GroupVisibility.MEMBERS.value, "joining": GroupJoining.CLOSED.value}
