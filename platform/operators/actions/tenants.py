"""What operators do to brands."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actions.invitations import invite, issue_link_token
from accounts.actions.joining import create_account
from accounts.contracts import normalise_email
from accounts.mail import invitation_link
from kernel.actor import Role, system_actor
from kernel.clock import now
from kernel.errors import NotFoundError
from operators.auditing import audit
from operators.contracts import NewTenant, OperatorActor
from operators.errors import NotConfirmedError
from tenants import provisioning
from tenants.context import tenant_context
from tenants.directory import get_tenant_entry
from tenants.queries import get_current_tenant

SYSTEM = "system"


def create_tenant(
    *,
    actor: OperatorActor,
    slug: str,
    name: str,
    hosts: Sequence[str],
    language: str = "en",
    time_zone: str = "UTC",
    owner_email: str = "",
) -> NewTenant:
    """A brand that answers under these hosts, and a link for its first owner when an address is given."""
    with transaction.atomic(using=SYSTEM):
        tenant = provisioning.make_tenant(slug=slug, name=name, hosts=hosts, language=language, time_zone=time_zone)
        audit(actor, "tenant_created", tenant_id=tenant.pk, subject=slug, name=name, hosts=list(hosts), language=language)
    link = invite_owner(actor=actor, tenant_id=tenant.pk, email=owner_email) if owner_email else None
    return NewTenant(tenant.pk, slug, link)


def invite_owner(*, actor: OperatorActor, tenant_id: UUID, email: str) -> str:
    """A link that makes one owner of the brand; it is not mailed, and a second call makes the first link useless."""
    platform, address = system_actor(tenant_id), normalise_email(email)
    _known(tenant_id)
    with transaction.atomic(using=SYSTEM):
        audit(actor, "owner_invited", tenant_id=tenant_id, subject=address)
        with tenant_context(tenant_id), transaction.atomic():
            invitation = invite(actor=platform, email=address, role=Role.OWNER.value, by_mail=False)
            token = issue_link_token(actor=platform, invitation_id=invitation.pk)
            assert token is not None
            return invitation_link(get_current_tenant(), token)


def create_user(*, actor: OperatorActor, tenant_id: UUID, email: str, name: str, role: str, password: str | None) -> UUID:
    """An account inside a brand, its address taken as proven; raises AddressTakenError."""
    _known(tenant_id)
    with transaction.atomic(using=SYSTEM):
        audit(actor, "user_created", tenant_id=tenant_id, subject=normalise_email(email), role=role)
        with tenant_context(tenant_id):
            return create_account(actor=system_actor(tenant_id), email=email, name=name, role=role, password=password).pk


def suspend_tenant(*, actor: OperatorActor, tenant_id: UUID, confirmation: str, at: datetime | None = None) -> None:
    """Close a brand to everybody; `confirmation` repeats its short name. Nothing is deleted."""
    slug = _known(tenant_id)
    if confirmation.strip() != slug:
        raise NotConfirmedError
    with transaction.atomic(using=SYSTEM):
        if provisioning.set_suspension(tenant_id=tenant_id, suspended_at=at or now()):
            audit(actor, "tenant_suspended", tenant_id=tenant_id, subject=slug)


def resume_tenant(*, actor: OperatorActor, tenant_id: UUID) -> None:
    """Open a suspended brand again."""
    slug = _known(tenant_id)
    with transaction.atomic(using=SYSTEM):
        if provisioning.set_suspension(tenant_id=tenant_id, suspended_at=None):
            audit(actor, "tenant_resumed", tenant_id=tenant_id, subject=slug)


def rename_tenant(*, actor: OperatorActor, tenant_id: UUID, name: str) -> None:
    """Give a brand another name."""
    slug = _known(tenant_id)
    with transaction.atomic(using=SYSTEM):
        former = provisioning.rename_tenant(tenant_id=tenant_id, name=name)
        if former != name:
            audit(actor, "tenant_renamed", tenant_id=tenant_id, subject=slug, former=former, name=name)


def add_domain(*, actor: OperatorActor, tenant_id: UUID, host: str) -> None:
    """Let a brand answer under one more host; raises HostTakenError or BadNameError."""
    slug = _known(tenant_id)
    with transaction.atomic(using=SYSTEM):
        domain = provisioning.add_host(tenant_id=tenant_id, host=host)
        audit(actor, "domain_added", tenant_id=tenant_id, subject=slug, host=domain.host)


def _known(tenant_id: UUID) -> str:
    entry = get_tenant_entry(tenant_id=tenant_id)
    if entry is None:
        raise NotFoundError
    return entry.tenant.slug
