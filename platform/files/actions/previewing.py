"""What is known of linked pages: wanted when somebody links one, kept when it was read."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from brand_settings.queries import read
from events.recording import action, publish
from files.events import PreviewRead, PreviewWanted
from files.models import LinkPreview
from files.opengraph import Said
from files.settings import PreviewSettings
from kernel.actor import Actor, Role
from kernel.clock import now
from kernel.errors import ForbiddenError
from kernel.markdown.cards import preview_key

RETRY_AFTER = timedelta(hours=6)
"""A page that could not be read is tried again when it is linked again, but not at once."""


@action
def want_previews(*, actor: Actor, urls: Sequence[str]) -> int:
    """Ask for the pages behind the lone links of a text that was just published; returns how many will be read."""
    settings = read(PreviewSettings)
    if not settings.enabled:
        return 0
    at = now()
    wanted = 0
    for url in list(dict.fromkeys(urls))[: settings.per_post]:
        if len(url) > 2_000:
            continue
        preview, is_new = LinkPreview.objects.get_or_create(key=preview_key(url), defaults={"url": url, "wanted_at": at})
        if not is_new and not _is_stale(preview, at, settings):
            continue
        LinkPreview.objects.filter(pk=preview.pk).update(wanted_at=at)
        publish(PreviewWanted(preview_id=preview.pk), actor=actor)
        wanted += 1
    return wanted


@action
def keep_preview(
    *, actor: Actor, preview_id: UUID, said: Said | None, failure: str = "", picture_id: UUID | None = None, at: datetime
) -> None:
    """What the page said; `None` and a failure when it could not be read, which hides what was known before."""
    if actor.role is not Role.SYSTEM:
        raise ForbiddenError
    said = said or Said()
    LinkPreview.objects.filter(pk=preview_id).update(
        title=said.title, text=said.text, site=said.site, picture_id=picture_id, failure=failure[:200], read_at=at
    )
    publish(PreviewRead(preview_id=preview_id), actor=actor)


def _is_stale(preview: LinkPreview, at: datetime, settings: PreviewSettings) -> bool:
    if preview.read_at is None:
        return preview.wanted_at < at - RETRY_AFTER
    after = RETRY_AFTER if preview.failure else timedelta(days=settings.keep_days)
    return preview.read_at < at - after and preview.wanted_at < at - RETRY_AFTER
