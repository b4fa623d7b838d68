"""Reading linked pages: network first, outside every transaction, then one action that keeps what was found."""

import io
from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

import structlog

from files.actions.previewing import keep_preview
from files.actions.uploading import upload_file
from files.opengraph import Said, read_head
from files.queries.previews import get_wanted, list_waiting
from files.sniffing import looks_like_picture
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import DomainError
from kernel.http import Bounds, fetch

log = structlog.get_logger(__name__)
PAGE_BYTES, PICTURE_BYTES = 512 * 1024, 5 * 1024 * 1024
LOST_AFTER, GIVEN_UP_AFTER = timedelta(minutes=2), timedelta(days=1)
_HTML = ("text/html", "application/xhtml+xml")
_PICTURES = ("image/jpeg", "image/png", "image/webp", "image/gif", "image/avif")


def read_linked_page(*, actor: Actor, preview_id: UUID, allowed: Collection[str] = ()) -> None:
    """Read one page that was wanted and keep what it says. `allowed` opens single hosts of our own, for tests."""
    preview = get_wanted(preview_id)
    if preview is None:
        return
    try:
        said = _read(preview.url, allowed)
    except DomainError as failure:
        keep_preview(actor=actor, preview_id=preview_id, said=None, failure=failure.code, at=now())
        return
    picture_id = _take_picture(actor, said, allowed) if said.title else None
    keep_preview(actor=actor, preview_id=preview_id, said=said, picture_id=picture_id, at=now())


def read_waiting_pages(*, actor: Actor, most: int = 10) -> None:
    """Pages whose task was lost on the way."""
    at = now()
    for preview_id in list_waiting(before=at - LOST_AFTER, since=at - GIVEN_UP_AFTER, most=most):
        read_linked_page(actor=actor, preview_id=preview_id)


def _read(url: str, allowed: Collection[str]) -> Said:
    bounds = Bounds(most_bytes=PAGE_BYTES, cut=True, media_types=_HTML, allowed=allowed)
    answer = fetch(url, bounds=bounds, headers={"Accept": "text/html"})
    if answer.status != 200:
        return Said()
    charset = answer.headers.get("content-type", "").partition("charset=")[2].strip(" \"'")
    return read_head(answer.body, url=answer.url, charset=charset)


def _take_picture(actor: Actor, said: Said, allowed: Collection[str]) -> UUID | None:
    """The page's picture as an upload of the brand's own, so that readers ask nobody else for it."""
    if not said.picture:
        return None
    try:
        answer = fetch(said.picture, bounds=Bounds(most_bytes=PICTURE_BYTES, media_types=_PICTURES, allowed=allowed))
        # whatever the other side calls it
        if answer.status != 200 or not looks_like_picture(answer.body[:64]):
            return None
        upload, _ = upload_file(actor=actor, source=io.BytesIO(answer.body), name="preview.jpg", is_kept=True)
    except DomainError as failure:
        log.info("preview_without_picture", code=failure.code)
        return None
    return upload.pk
