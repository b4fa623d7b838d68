"""What a person fills in about themselves."""

from typing import Any, cast

from allauth.account.forms import LoginForm, SignupForm
from allauth.account.internal.flows.signup import prevent_enumeration
from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.errors import AddressTakenError
from accounts.models.user import User
from accounts.names import name_problem
from kernel.errors import InvalidError
from kernel.text import one_line
from kernel.zones import offered_zone_names


class NameField(forms.CharField):
    """One line of which something can be seen."""

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


def name_field() -> forms.CharField:
    """A person's name, as they write it."""
    return NameField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}))


class SignInForm(LoginForm):
    """allauth's sign-in, in the words of the other forms."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "remember" in self.fields:
            self.fields["remember"].label = _("Remember me")


class JoinForm(SignupForm):
    """allauth's sign-up with a name. A taken address looks, and takes as long, as a free one."""

    name = name_field()
    field_order = ("name", "email", "password1")

    def clean_name(self) -> str:
        """The name, unless a member may not be called so."""
        name: str = self.cleaned_data["name"]
        problem = name_problem(name, language=get_language() or "")
        if problem:
            raise forms.ValidationError(problem)
        return name

    def try_save(self, request: Any) -> tuple[User | None, Any]:
        """The saved user, or None and the answer that hides that the address is taken."""
        if self.account_already_exists:
            make_password(self.cleaned_data.get("password1"))
        try:
            saved, response = super().try_save(request)
        except AddressTakenError:
            # Somebody joined with this address between the check and the write.
            return None, prevent_enumeration(request, email=self.cleaned_data["email"])
        return saved, response

    def save(self, request: Any) -> User:
        with transaction.atomic():
            user: User = super().save(request)
        return user


class JudgedForm(forms.Form):
    """Shows what an action thought of the input."""

    def take(self, error: InvalidError) -> None:
        """An action's refusal beside the fields that it names."""
        for name, problems in error.detail.get("fields", {}).items():
            self.add_error(name if name in self.fields else None, [str(problem) for problem in problems])


class ProfileForm(JudgedForm):
    """Name, language and time zone."""

    name = name_field()
    language = forms.ChoiceField(label=_("Language"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        same = ("", _("As this community"))
        cast("forms.ChoiceField", self.fields["language"]).choices = [same, *settings.LANGUAGES]
        held = self.initial.get("time_zone", "")
        names = offered_zone_names()
        if held and held not in names:
            names = (held, *names)
        cast("forms.ChoiceField", self.fields["time_zone"]).choices = [
            same,
            *((name, name.replace("_", " ")) for name in names),
        ]


class AcceptanceForm(JudgedForm):
    """What somebody who was invited adds."""

    name = name_field()
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validation.password_validators_help_text_html(),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if password := cleaned.get("password"):
            try:
                password_validation.validate_password(password, User(email=self.email, name=cleaned.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned
