"""Addresses on the brand's own host, and the signed ones that work without signing in."""

import re
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from tenants.contracts import TenantInfo

SALT = "chorus.notifications.unsubscribe"
DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a link from a mail can end: mail of one kind, or the digest; `topic_id` is the topic that the mail was about."""

    tenant_id: UUID
    user_id: UUID
    kind: str
    topic_id: UUID | None = None


def home(brand: TenantInfo) -> str:
    """The brand's address without a slash at its end."""
    chorus = settings.CHORUS
    return f"{chorus.public_scheme}://{brand.primary_host}{chorus.link_port}"


def absolute(brand: TenantInfo, path: str) -> str:
    """A path of the brand as a whole address."""
    return path if path.startswith(("https://", "http://")) else home(brand) + path


def absolute_html(brand: TenantInfo, html: str) -> str:
    """Safe HTML with its relative links and pictures made absolute, as mail needs them."""
    return re.sub(r'\b(href|src)="/(?!/)', lambda found: f'{found[1]}="{home(brand)}/', html)


def unsubscribe_url(brand: TenantInfo, subscription: Subscription) -> str:
    """Ends this without signing in; holds no secret but the signature."""
    parts = [subscription.tenant_id.hex, subscription.user_id.hex, subscription.kind]
    parts += [subscription.topic_id.hex] if subscription.topic_id is not None else []
    return absolute(brand, reverse("unsubscribe", args=[signing.dumps(parts, salt=SALT)], urlconf=settings.ROOT_URLCONF))


def read_subscription(token: str, *, tenant_id: UUID) -> Subscription | None:
    """What the link ends; None when it is damaged or another brand's."""
    try:
        parts = signing.loads(token, salt=SALT)
        tenant, user, kind = UUID(parts[0]), UUID(parts[1]), str(parts[2])
        topic = UUID(parts[3]) if len(parts) > 3 else None
    except (signing.BadSignature, ValueError, TypeError, IndexError, KeyError):
        return None
    return Subscription(tenant, user, kind, topic) if tenant == tenant_id else None
