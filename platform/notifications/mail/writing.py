"""Writing a mail in its reader's language and zone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.contracts import UserInfo
from kernel.zones import zone_names
from notifications.links import absolute, absolute_html, home
from tenants.contracts import TenantInfo


@contextmanager
def as_read_by(user: UserInfo, brand: TenantInfo) -> Iterator[str]:
    """Texts and times inside the block are the reader's; yields the language."""
    offered = {code for code, _name in settings.LANGUAGES}
    language = next((code for code in (user.language, brand.language) if code in offered), "en")
    zone = next((name for name in (user.time_zone, brand.time_zone) if name in zone_names()), "UTC")
    with translation.override(language), timezone.override(ZoneInfo(zone)):
        yield language


def render_mail(name: str, brand: TenantInfo, language: str, context: dict[str, Any]) -> tuple[str, str]:
    """(text, HTML) of the mail of this name."""
    whole = {
        **context,
        "brand": brand,
        "home": home(brand),
        "language": language,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "link": lambda path: absolute(brand, path),
        "mail_html": lambda html: absolute_html(brand, html),
    }
    return render_to_string(f"notifications/mail/{name}.txt", whole), render_to_string(f"notifications/mail/{name}.html", whole)
