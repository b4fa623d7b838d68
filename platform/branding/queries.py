"""A brand's theme as a style sheet, and where old addresses lead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from access.policies import authorise
from branding.colours import readable_on
from branding.models import Redirect
from branding.policies import can_manage_branding
from branding.settings import FONTS, Theme
from branding.stylesheet import clean_stylesheet
from kernel.actor import Actor
from kernel.pagination import Page, paginate

RADII = {"square": ("0", "0", "0"), "soft": ("", "", ""), "round": ("0.75rem", "1rem", "1.5rem")}


@dataclass(frozen=True, slots=True)
class RedirectInfo:
    """Where an old address leads."""

    id: UUID
    new: str


def theme_css(theme: Theme) -> str:
    """The style sheet of a theme: custom properties that the product's own sheets read, then the brand's rules in their scope."""
    said: list[tuple[str, str]] = []
    if theme.accent:
        said.append(("--brand", theme.accent))
    if theme.header_background:
        said.append(("--header-background", theme.header_background))
        said.append(("--header-ink", theme.header_text or readable_on(theme.header_background)))
    if FONTS[theme.font]:
        said.append(("--font-sans", FONTS[theme.font]))
    if FONTS[theme.heading_font]:
        said.append(("--font-heading", FONTS[theme.heading_font]))
    small, middle, large = RADII[theme.corners]
    if small:
        said += [("--radius-sm", small), ("--radius-md", middle), ("--radius-lg", large)]
    properties = ";".join(f"{name}:{value}" for name, value in said)
    own = clean_stylesheet(theme.css).css if theme.css else ""
    # Twice the root's weight, so that the order of the two sheets does not matter.
    return (f":root:root{{{properties}}}\n" if properties else "") + own


def find_redirect(path: str, query: str) -> RedirectInfo | None:
    """Where a former address leads: with its query as it was given, else without it."""
    wanted = [f"{path}?{query}", path] if query else [path]
    rows = {row.old: row for row in Redirect.objects.filter(old__in=[old[:500] for old in wanted])}
    row = next((rows[old] for old in wanted if old in rows), None)
    return RedirectInfo(row.pk, row.new) if row is not None else None


def known_redirects(olds: Iterable[str]) -> Mapping[str, str]:
    """Those of these old addresses that lead somewhere already, and where to."""
    return dict(Redirect.objects.filter(old__in=list(olds)).values_list("old", "new"))


def list_redirects(actor: Actor, *, beginning: str, cursor: str | None, size: int = 50) -> Page[Redirect]:
    """Former addresses that begin so, in order, for those who look after them."""
    authorise(actor, can_manage_branding)
    rows = Redirect.objects.all()
    if beginning:
        rows = rows.filter(old__gte=beginning, old__lt=beginning + "\U0010ffff")
    return paginate(rows, order=["old"], cursor=cursor, size=size)


def redirects_after(redirect_id: UUID | None, *, most: int) -> list[tuple[UUID, str, str]]:
    """(id, old, new) of the redirects after this one, in the order in which they were made."""
    rows = Redirect.objects.order_by("pk")
    rows = rows.filter(pk__gt=redirect_id) if redirect_id is not None else rows
    return list(rows.values_list("pk", "old", "new")[:most])
