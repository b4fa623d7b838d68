"""Setting up brands, through the role that works across tenants. Operators' actions call this and audit it; nobody else."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kernel.errors import NotFoundError
from kernel.zones import zone_names
from tenants.errors import BadNameError, HostTakenError, SlugTakenError
from tenants.models import Domain, Tenant, validate_host, validate_slug
from tenants.queries import forget_hosts

SYSTEM = "system"


def make_tenant(*, slug: str, name: str, hosts: Sequence[str], language: str, time_zone: str = "UTC") -> Tenant:
    """A new brand; its first host is the one in links. Raises SlugTakenError, HostTakenError or BadNameError."""
    _check(validate_slug, slug)
    if language not in dict(settings.LANGUAGES):
        raise BadNameError(f"There is no language {language!r} here.")
    if time_zone not in zone_names():
        raise BadNameError(f"There is no time zone {time_zone!r}.")
    with transaction.atomic(using=SYSTEM):
        tenant = Tenant(slug=slug, name=name, language=language, time_zone=time_zone)
        try:
            with transaction.atomic(using=SYSTEM):
                tenant.save(using=SYSTEM, force_insert=True)
        except IntegrityError as error:
            raise SlugTakenError(f"There is a brand {slug!r} already.") from error
        for host in hosts:
            add_host(tenant_id=tenant.pk, host=host)
    return tenant


def add_host(*, tenant_id: UUID, host: str) -> Domain:
    """One more host name of a brand; the first is the primary one. Raises HostTakenError or BadNameError."""
    host = host.strip().lower().rstrip(".")
    _check(validate_host, host)
    if host == settings.CHORUS.operator_host:
        raise HostTakenError("This host is the operators' own.")
    with transaction.atomic(using=SYSTEM):
        _locked(tenant_id)
        first = not Domain.objects.using(SYSTEM).filter(tenant_id=tenant_id).exists()
        try:
            with transaction.atomic(using=SYSTEM):
                domain = Domain(tenant_id=tenant_id, host=host, is_primary=first)
                domain.save(using=SYSTEM, force_insert=True)
        except IntegrityError as error:
            raise HostTakenError(f"The host {host} belongs to a brand already.") from error
    transaction.on_commit(forget_hosts, using=SYSTEM)
    return domain


def rename_tenant(*, tenant_id: UUID, name: str) -> str:
    """Give a brand another name; returns the former one."""
    with transaction.atomic(using=SYSTEM):
        tenant = _locked(tenant_id)
        former, tenant.name = tenant.name, name
        tenant.save(using=SYSTEM, update_fields=["name"])
    transaction.on_commit(forget_hosts, using=SYSTEM)
    return former


def set_suspension(*, tenant_id: UUID, suspended_at: datetime | None) -> bool:
    """Close a brand to everybody, or open it again; False when it was so already."""
    with transaction.atomic(using=SYSTEM):
        tenant = _locked(tenant_id)
        if (tenant.suspended_at is None) == (suspended_at is None):
            return False
        tenant.suspended_at = suspended_at
        tenant.save(using=SYSTEM, update_fields=["suspended_at"])
    transaction.on_commit(forget_hosts, using=SYSTEM)
    return True


def _locked(tenant_id: UUID) -> Tenant:
    tenant = Tenant.objects.using(SYSTEM).select_for_update().filter(pk=tenant_id).first()
    if tenant is None:
        raise NotFoundError
    return tenant


def _check(validate: Callable[[str], None], value: str) -> None:
    try:
        validate(value)
    except ValidationError as error:
        raise BadNameError(f"{value!r}: {error.messages[0]}") from error
