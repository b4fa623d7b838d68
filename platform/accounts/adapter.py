"""How allauth creates and mails people here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter

from accounts.handles import free_handle
from accounts.models.user import normalise_email


class AccountAdapter(DefaultAccountAdapter):
    """Accounts inside the tenant in context."""

    def save_user(self, request: Any, user: Any, form: Any, commit: bool = True) -> Any:
        user.email = normalise_email(form.cleaned_data["email"])
        user.name = form.cleaned_data.get("name", "")
        user.handle = free_handle(user.name)
        user.language = getattr(request, "LANGUAGE_CODE", "")
        user.set_password(form.cleaned_data.get("password1"))
        if commit:
            user.save()
        return user


class MfaAdapter(DefaultMFAAdapter):
    """Second factors named after the brand."""
