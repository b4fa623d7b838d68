"""Mail of our own; allauth writes the rest."""

from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts.actions.invitations import issue_link_token
from accounts.models.invitation import LIFETIME, Invitation
from accounts.models.user import User
from kernel.actor import system_actor
from tenants.contracts import TenantInfo
from tenants.queries import get_current_tenant


def send_invitation(invitation_id: UUID) -> None:
    """Make the link and mail it; nothing when the invitation was closed or removed meanwhile."""
    tenant = get_current_tenant()
    invitation = Invitation.objects.filter(pk=invitation_id).first()
    token = issue_link_token(actor=system_actor(tenant.id), invitation_id=invitation_id) if invitation is not None else None
    if invitation is None or token is None:
        return
    inviter = User.objects.filter(pk=invitation.invited_by_id).first() if invitation.invited_by_id else None
    context = {
        "brand": tenant,
        "inviter": inviter.name if inviter is not None else "",
        "role": invitation.get_role_display(),
        "link": invitation_link(tenant, token),
        "days": LIFETIME.days,
    }
    with translation.override(invitation.language or tenant.language):
        subject = " ".join(render_to_string("accounts/mail/invitation_subject.txt", context).split())
        body = render_to_string("accounts/mail/invitation.txt", context)
    EmailMessage(subject, body, to=[invitation.email]).send()


def invitation_link(tenant: TenantInfo, token: str) -> str:
    """The address at which the invitation is accepted, on the brand's own host."""
    chorus = settings.CHORUS
    path = reverse("account_invitation", args=[token], urlconf=settings.ROOT_URLCONF)
    return f"{chorus.public_scheme}://{tenant.primary_host}{chorus.link_port}{path}"
