"""What operators fill in."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class SignInForm(forms.Form):
    """Address, password and, when one was set up, a code."""

    email = forms.EmailField(label=_("Email"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    code = forms.CharField(
        label=_("Code"),
        required=False,
        max_length=12,
        help_text=_("From your authenticator app, when you have set one up."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class CodeForm(forms.Form):
    """A code of the authenticator app."""

    code = forms.CharField(
        label=_("Code"), max_length=12, widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
    )


class TenantForm(forms.Form):
    """A new brand."""

    slug = forms.CharField(
        label=_("Short name"),
        max_length=40,
        help_text=_("Lower-case letters, digits and hyphens. It stays for ever."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    hosts = forms.CharField(
        label=_("Host names"),
        help_text=_("One a line, without a port; the first is used in links."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
    )
    owner_email = forms.EmailField(
        label=_("Address of the first owner"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )

    def clean_hosts(self) -> list[str]:
        """The lines that hold something."""
        return [line.strip().lower() for line in str(self.cleaned_data["hosts"]).splitlines() if line.strip()]


class NameForm(forms.Form):
    """Another name."""

    name = forms.CharField(label=_("Name"), max_length=120)


class HostForm(forms.Form):
    """One more host name."""

    host = forms.CharField(label=_("Host name"), max_length=253, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class OwnerForm(forms.Form):
    """Somebody who shall own the brand."""

    email = forms.EmailField(label=_("Email"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))


class SuspensionForm(forms.Form):
    """The short name once more, so that nobody closes a brand by a slip."""

    confirmation = forms.CharField(
        label=_("Type the short name to confirm"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


def first_error(form: forms.Form) -> str:
    """A sentence about what does not fit, for forms that share a page."""
    problems: dict[str, Any] = form.errors
    return next((f"{form.fields[name].label}: {errors[0]}" for name, errors in problems.items() if name in form.fields), "")
