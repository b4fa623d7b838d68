"""Publishing a theme, arranging the front page, keeping old addresses alive."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from access.policies import authorise
from brand_settings.actions import change_settings
from brand_settings.queries import read
from branding.errors import BadRedirectError
from branding.events import RedirectsChanged
from branding.models import Redirect
from branding.policies import can_manage_branding
from branding.settings import DraftTheme, Theme
from branding.stylesheet import clean_stylesheet
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import InvalidError, NotFoundError
from kernel.ids import uuid7

LONGEST, BATCH = 500, 1_000


@action
def save_draft(*, actor: Actor, values: Mapping[str, Any]) -> DraftTheme:
    """The draft with these fields; raises InvalidError, also for CSS that holds what may not be served."""
    authorise(actor, can_manage_branding)
    problems = clean_stylesheet(str(values.get("css", ""))).problems
    if problems:
        raise InvalidError(fields={"css": problems[:10]})
    change_settings(actor=actor, section=DraftTheme.section, values=values)
    return read(DraftTheme)


@action
def publish_theme(*, actor: Actor) -> Theme:
    """The draft, for everybody from now on. What was there before becomes the draft, so that it can be undone."""
    authorise(actor, can_manage_branding)
    draft, standing = read(DraftTheme), read(Theme)
    wanted = {**draft.model_dump(mode="json"), "revision": standing.revision + 1}
    change_settings(actor=actor, section=Theme.section, values=wanted)
    change_settings(actor=actor, section=DraftTheme.section, values={**standing.model_dump(mode="json"), "revision": 0})
    return read(Theme)


@action
def discard_draft(*, actor: Actor) -> DraftTheme:
    """The draft, as the published theme is."""
    authorise(actor, can_manage_branding)
    change_settings(actor=actor, section=DraftTheme.section, values={**read(Theme).model_dump(mode="json"), "revision": 0})
    return read(DraftTheme)


@action
def set_redirects(*, actor: Actor, pairs: Iterable[tuple[str, str]], source: str = "") -> int:
    """How many old addresses lead where they are said to now; the same again changes nothing. Raises BadRedirectError."""
    authorise(actor, can_manage_branding)
    wanted = {_old(old): _new(new) for old, new in pairs}
    if any(old == new for old, new in wanted.items()):
        raise BadRedirectError
    changed, first, names = 0, None, list(wanted)
    for start in range(0, len(names), BATCH):
        part = names[start : start + BATCH]
        known = {row.old: row for row in Redirect.objects.select_for_update().filter(old__in=part).order_by("old")}
        stale = [row for old, row in known.items() if row.new != wanted[old]]
        for row in stale:
            row.new = wanted[row.old]
        Redirect.objects.bulk_update(stale, ["new"])
        fresh = [
            Redirect(id=uuid7(), old=old, new=wanted[old], source=source[:40], created_at=now())
            for old in part
            if old not in known
        ]
        Redirect.objects.bulk_create(fresh, ignore_conflicts=True)
        changed += len(stale) + len(fresh)
        first = first or next((row.pk for row in [*stale, *fresh]), None)
    if first is not None:
        publish(RedirectsChanged(redirect_id=first, count=changed), actor=actor)
    return changed


@action
def remove_redirect(*, actor: Actor, redirect_id: UUID) -> None:
    """Forget an old address; raises NotFoundError."""
    authorise(actor, can_manage_branding)
    gone, _tables = Redirect.objects.filter(pk=redirect_id).delete()
    if not gone:
        raise NotFoundError
    publish(RedirectsChanged(redirect_id=redirect_id, count=1), actor=actor)


@action
def remove_redirects(*, actor: Actor, olds: Iterable[str], source: str) -> int:
    """Forget those of these old addresses that this source brought, and nobody has changed since; says how many."""
    authorise(actor, can_manage_branding)
    rows = Redirect.objects.filter(old__in=list(olds), source=source[:40])
    first = rows.values_list("pk", flat=True).first()
    if first is None:
        return 0
    gone, _tables = rows.delete()
    publish(RedirectsChanged(redirect_id=first, count=gone), actor=actor)
    return gone


@action
def note_redirect_used(*, actor: Actor, redirect_id: UUID, at: datetime) -> None:
    """Count that somebody came by an old address, so that unused ones can go one day."""
    Redirect.objects.filter(pk=redirect_id).update(hits=F("hits") + 1, last_hit_at=at)


def _old(path: str) -> str:
    path = path.strip()
    if not path.startswith("/") or path.startswith("//") or len(path) > LONGEST or not path.isprintable() or path == "/":
        raise BadRedirectError.about("old")
    return path


def _new(address: str) -> str:
    address = address.strip()
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    if not (inside or address.startswith(("https://", "http://"))) or len(address) > LONGEST or not address.isprintable():
        raise BadRedirectError.about("new")
    return address
