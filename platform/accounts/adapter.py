"""How allauth creates, mails and remembers people here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.contrib.sites.requests import RequestSite
from django.core.exceptions import ValidationError
from django.utils.encoding import force_str
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.actions.joining import save_joined
from accounts.actions.sessions import end_other_sessions
from accounts.actors import actor_for_user
from accounts.contracts import normalise_email, screen_joining
from accounts.locale import chosen_language
from accounts.models.user import User
from accounts.sealing import seal, unseal
from kernel.actor import anonymous_actor
from tenants.context import require_tenant_id
from tenants.queries import get_current_tenant


class AccountAdapter(DefaultAccountAdapter):
    """Accounts inside the tenant of the request."""

    def save_user(self, request: Any, user: User, form: Any, commit: bool = True) -> User:
        user.email = normalise_email(form.cleaned_data["email"])
        user.name = form.cleaned_data["name"]
        user.language = chosen_language(request)
        user.set_password(form.cleaned_data["password1"])
        save_joined(actor=anonymous_actor(require_tenant_id()), user=user)
        return user

    def clean_email(self, email: str) -> str:
        """The address, unless it is on the brand's list of those that nobody may join from."""
        refusal = screen_joining(email, str(self.get_client_ip(self.request)))
        if refusal:
            raise ValidationError(refusal)
        return str(super().clean_email(email))

    def login(self, request: Any, user: User) -> None:
        """Sign in, and keep with the session where from, for its owner's list."""
        super().login(request, user)
        request.session["_address"] = self.get_client_ip(request)
        request.session["_agent"] = self.get_http_user_agent(request)[:300]

    def get_login_redirect_url(self, request: Any) -> str:
        """Where to go when nothing was asked for: staff to their desk, everybody else to the community."""
        return "/desk/" if request.user.is_staff_member else str(super().get_login_redirect_url(request))

    def set_password(self, user: User, password: str) -> None:
        """A new password ends every other session of the account."""
        super().set_password(user, password)
        if user.is_active:
            end_other_sessions(actor=actor_for_user(user), keep_key=self.request.session.session_key)

    def confirm_email(self, request: Any, email_address: EmailAddress) -> bool:
        """False when somebody else here holds the address: unverified, or allauth would have seen it."""
        if User.objects.filter(email=email_address.email).exclude(pk=email_address.user_id).exists():
            context = {"email": email_address.email}
            self.add_message(request, messages.ERROR, "account/messages/email_confirmation_failed.txt", context)
            return False
        return bool(super().confirm_email(request, email_address))

    def add_message(self, request: Any, level: int, message_template: str | None = None, *args: Any, **kwargs: Any) -> None:
        """All messages but the one of the sign-in: one's name in the header says it, and in one's own language."""
        if message_template != "account/messages/logged_in.txt":
            super().add_message(request, level, message_template, *args, **kwargs)

    def format_email_subject(self, subject: str) -> str:
        return f"[{get_current_tenant().name}] {force_str(subject)}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mail in the name of the brand."""
        site = RequestSite(self.request)
        site.name = get_current_tenant().name
        super().send_mail(template_prefix, email, {**context, "current_site": site})

    def is_safe_url(self, url: str) -> bool:
        """Only addresses of this very host, never another brand's."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts={self.request.get_host()})


class MfaAdapter(DefaultMFAAdapter):
    """Second factors that name the brand, sealed in the database."""

    def get_totp_issuer(self) -> str:
        return get_current_tenant().name

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": get_current_tenant().name}

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)
