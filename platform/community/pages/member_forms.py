"""Forms of what members keep and say about themselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.actions.bookmarking import MAX_NAME
from community.models.profile import MAX_ABOUT, MAX_LOCATION
from community.pages.forms import JudgedForm
from kernel.zones import zone_names


class BookmarkForm(JudgedForm):
    """A name and a time."""

    name = forms.CharField(label=_("Name"), max_length=MAX_NAME, required=False, help_text=_("What you will look for."))
    remind_at = forms.DateTimeField(
        label=_("Remind me"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class ProfileForm(JudgedForm):
    """What everybody may know."""

    about = forms.CharField(
        label=_("About me"),
        max_length=MAX_ABOUT,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_("Markdown, as in posts."),
    )
    location = forms.CharField(label=pgettext_lazy("where somebody lives", "Place"), max_length=MAX_LOCATION, required=False)
    links = forms.CharField(
        label=_("Links"),
        max_length=1_200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
        help_text=_("One address in a line, at most five."),
    )
    hides_profile = forms.BooleanField(label=_("Show others only my name"), required=False)
    hides_activity = forms.BooleanField(label=_("Do not list what I write on my profile"), required=False)

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {**self.cleaned_data, "links": self.cleaned_data["links"].splitlines()}


class AccountForm(JudgedForm):
    """Name, language and time zone of the account."""

    name = forms.CharField(label=_("Name"), max_length=120)
    language = forms.ChoiceField(label=_("Language"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [("", _("As the community"))]
        self.fields["language"].choices = [*own, *settings.LANGUAGES]  # type: ignore[attr-defined] # a ChoiceField
        self.fields["time_zone"].choices = [*own, *((zone, zone) for zone in sorted(zone_names()))]  # type: ignore[attr-defined] # as above


class AvatarForm(JudgedForm):
    """A picture, or none."""

    picture = forms.FileField(label=_("Picture"), widget=forms.FileInput(attrs={"accept": "image/*"}))
