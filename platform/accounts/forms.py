"""What a person fills in to join."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SignupForm(forms.Form):
    """Fields added to allauth's sign-up."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))

    def signup(self, request: Any, user: Any) -> None:
        """allauth calls this after it saved the user."""
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
