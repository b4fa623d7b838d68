"""Forms of the brand's looks and addresses: they parse; the sections and actions judge."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from branding.contracts import SpaceChoice
from branding.settings import Theme
from kernel.errors import DomainError

CHOICES = {
    "system": _("As the device has it"),
    "humanist": _("Humanist"),
    "geometric": _("Geometric"),
    "rounded": _("Rounded"),
    "serif": _("Serif"),
    "slab": _("Slab serif"),
}


class LinksField(forms.CharField):
    """Links, one a line: `Label | https://address`."""

    widget = forms.Textarea(attrs={"rows": 4, "spellcheck": "false"})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        found = []
        for line in str(value or "").splitlines():
            if not line.strip():
                continue
            label, bar, url = line.rpartition("|")
            if not bar or not label.strip() or not url.strip():
                raise forms.ValidationError(_("Write each line as: label | address."))
            found.append({"label": label.strip(), "url": url.strip()})
        return found

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list | tuple):
            return value
        plain = [one if isinstance(one, dict) else one.model_dump() for one in value]
        return "\n".join(f"{one['label']} | {one['url']}" for one in plain)


class JudgedForm(forms.Form):
    """Shows what an action thought of the input."""

    def take(self, error: DomainError) -> None:
        """Show a refusal beside the field that it names."""
        fields = error.detail.get("fields", {})
        for name, problems in fields.items():
            self.add_error(name if name in self.fields else None, [str(problem) for problem in problems])
        if not fields:
            self.add_error(None, str(error))


class ColourInput(forms.TextInput):
    """A colour as #rrggbb; where nothing is written, what the pages show then."""

    def __init__(self, standard: str = "") -> None:
        super().__init__({"dir": "ltr", "spellcheck": "false", "autocapitalize": "off", "data-colour": standard})

    def stands_for(self, colour: str) -> None:
        """Say what an empty field means."""
        self.attrs["data-colour"] = colour


class ThemeForm(JudgedForm):
    """Everything of a theme but the logo, which is uploaded."""

    accent = forms.CharField(
        max_length=7,
        required=False,
        widget=ColourInput,
        label=_("Accent colour"),
        help_text=_("As #rrggbb; links and buttons derive from it."),
    )
    header_background = forms.CharField(
        max_length=7,
        required=False,
        widget=ColourInput("#ffffff"),
        label=_("Background of the header"),
        help_text=_("Empty: white, and dark for who reads at night."),
    )
    header_text = forms.CharField(
        max_length=7,
        required=False,
        widget=ColourInput("#1c1d1f"),
        label=_("Text in the header"),
        help_text=_("Empty: black or white, whichever reads better."),
    )
    font = forms.ChoiceField(choices=list(CHOICES.items()), label=_("Typeface"))
    heading_font = forms.ChoiceField(choices=list(CHOICES.items()), label=_("Typeface of headings"))
    corners = forms.ChoiceField(choices=[("square", _("Square")), ("soft", _("Soft")), ("round", _("Round"))], label=_("Corners"))
    logo_file = forms.FileField(required=False, label=_("Logo"), help_text=_("PNG, JPEG or WebP; shown 40 pixels high."))
    remove_logo = forms.BooleanField(required=False, label=_("Remove the logo"))
    logo_alt = forms.CharField(max_length=80, required=False, label=_("The logo in words"))
    header_links = LinksField(
        required=False, label=_("Links in the header"), help_text=_("One a line: label | address. At most 6.")
    )
    footer_links = LinksField(
        required=False, label=_("Links in the footer"), help_text=_("One a line: label | address. At most 12.")
    )
    footer_text = forms.CharField(max_length=300, required=False, label=_("Text in the footer"))
    css = forms.CharField(
        max_length=20_000,
        required=False,
        strip=False,
        label=_("Your own CSS"),
        help_text=_("Reaches the community's pages, never sign-in or settings. Addresses and fixed positions are refused."),
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "dir": "ltr"}),
    )

    def __init__(self, *args: Any, accent: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = self.fields["accent"].widget
        assert isinstance(widget, ColourInput)
        widget.stands_for(accent)

    @staticmethod
    def of(theme: Theme) -> dict[str, Any]:
        """What the form shows of a theme."""
        return theme.model_dump()


class RedirectsForm(JudgedForm):
    """Pairs of addresses, typed or from a file."""

    pairs = forms.CharField(
        required=False,
        label=_("Old and new addresses"),
        help_text=_("One pair a line, separated by a space, tab or comma: /old/page.php?id=3 /t/new-topic-12/"),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "dir": "ltr"}),
    )
    file = forms.FileField(required=False, label=_("Or a CSV file with two columns"))


def space_options(spaces: Sequence[SpaceChoice]) -> list[tuple[str, str]]:
    """Spaces as options of a choice; what lies in another one is indented."""
    return [(space.slug, "\u2003" * space.depth + space.name) for space in spaces]


class EmbedForm(JudgedForm):
    """Where the community may be embedded."""

    sites = forms.CharField(
        required=False,
        label=_("Sites that may embed"),
        help_text=_("One a line, such as https://www.example.com."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "dir": "ltr"}),
    )
    comments = forms.BooleanField(required=False, label=_("Comments below your pages"))
    space = forms.ChoiceField(
        required=False, label=_("Space for comments"), help_text=_("Each page becomes a topic there with its first comment.")
    )
    question_box = forms.BooleanField(required=False, label=_("A box to search and ask the community"))

    def __init__(self, *args: Any, spaces: Sequence[SpaceChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["space"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", "—"), *space_options(spaces)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("comments") and not data.get("space") and "space" not in self.errors:
            self.add_error("space", _("Choose the space that takes the comments."))
        return data
