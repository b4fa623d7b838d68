"""What every page shows of the brand's looks: the published theme, or the draft for an administrator who looks at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from brand_settings.queries import read
from branding.settings import DraftTheme, Link, SearchEngineSettings, Theme

PREVIEW = "theme_preview"
PLAIN = ("/manage", "/account", "/review", "/desk", "/decisions")
"""Pages that the brand's own CSS does not reach: a mistake in it must not lock anybody out."""


@dataclass(frozen=True, slots=True)
class Look:
    """A page's looks. `sheet` is the address of the theme's style sheet, empty for the product's own looks."""

    sheet: str
    is_scoped: bool
    is_preview: bool
    logo: str
    logo_alt: str
    header_links: Sequence[Link]
    footer_links: Sequence[Link]
    footer_text: str
    hidden: bool
    google: str
    bing: str
    title_suffix: str


def look_of(request: HttpRequest) -> Look | None:
    """The looks of this page, read once a request; None where no brand answers."""
    if not hasattr(request, "actor"):
        return None
    known: Look | None = request.__dict__.get("_look")
    if known is None:
        known = request.__dict__["_look"] = _look(request)
    return known


def _look(request: Any) -> Look:
    previewing = bool(request.actor.is_administrator and request.session.get(PREVIEW))
    theme: Theme = read(DraftTheme) if previewing else read(Theme)
    seo = read(SearchEngineSettings)
    sheet = ""
    if previewing:
        sheet = reverse("branding_draft_stylesheet")
    elif theme.revision:
        sheet = reverse("branding_stylesheet", args=[theme.revision])
    return Look(
        sheet=sheet,
        is_scoped=not request.path.startswith(PLAIN),
        is_preview=previewing,
        logo=theme.logo,
        logo_alt=theme.logo_alt,
        header_links=theme.header_links,
        footer_links=theme.footer_links,
        footer_text=theme.footer_text,
        hidden=seo.hidden,
        google=seo.google,
        bing=seo.bing,
        title_suffix=seo.title_suffix,
    )
