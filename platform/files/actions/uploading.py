"""Taking a file: known by its bytes, measured, looked into, kept once a brand."""

import hashlib
import re
import tempfile
import unicodedata
from datetime import timedelta
from typing import IO, cast
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from access.policies import authorise
from brand_settings.queries import read
from events.recording import action, publish
from files import storing
from files.contracts import Source, list_scanners
from files.errors import QuotaExceededError, TooLargeError, UploadRefusedError
from files.events import Uploaded
from files.imaging import Rendition, render_picture
from files.models import Content, Kind, Upload
from files.policies import can_upload
from files.queries.uploads import uploads_since, used_bytes
from files.settings import MEGABYTE, UploadSettings
from files.sniffing import looks_like_picture, media_type_of
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import ConflictError, TooManyError
from kernel.ids import uuid7


@action
def upload_file(
    *,
    actor: Actor,
    source: Source,
    name: str,
    is_private: bool = False,
    id: UUID | None = None,  # noqa: A002 - the client's own id, as everywhere
    is_kept: bool = False,
) -> tuple[Upload, bool]:
    """The upload of these bytes and whether it is new; the same `id` again answers the first one.

    Raises TooLargeError, UploadRefusedError, QuotaExceededError, TooManyError or ForbiddenError. `is_kept` is for what
    the platform itself makes.
    """
    known = Upload.objects.select_related("content").filter(pk=id).first() if id else None
    if known is not None:
        if known.owner_id != actor.user_id:
            raise ConflictError(code="id_taken")
        return known, False
    settings = read(UploadSettings)
    source.seek(0)
    head = source.read(4096)
    is_picture = looks_like_picture(head)
    authorise(actor, can_upload, is_picture)
    size, source_sha256 = _measured(source)
    _check_size(size, settings, is_picture=is_picture)
    _check_room(actor, settings, size)
    content = Content.objects.select_for_update(no_key=True).filter(source_sha256=source_sha256).first()
    if content is None:
        _look_into(source)
        content = _kept(source, source_sha256, size, head, settings)
    upload = Upload.objects.create(
        id=id or uuid7(),
        owner_id=actor.user_id,
        content=content,
        name=clean_name(name),
        is_private=is_private,
        is_kept=is_kept and actor.user_id is None,
        created_at=now(),
    )
    publish(Uploaded(upload_id=upload.pk, owner_id=upload.owner_id), actor=actor)
    return upload, True


def _measured(source: Source) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    for piece in storing.pieces(source):
        size += len(piece)
        digest.update(piece)
    return size, digest.hexdigest()


def _check_size(size: int, settings: UploadSettings, *, is_picture: bool) -> None:
    if size == 0:
        raise UploadRefusedError(_("This file is empty."), fields={"file": ["empty"]})
    most = settings.picture_mb if is_picture else settings.file_mb
    if most == 0:
        raise UploadRefusedError(_("Only pictures can be uploaded here."), fields={"file": ["not_a_picture"]})
    if size > most * MEGABYTE:
        message = _("This file is larger than %(most)d MB.") % {"most": most}
        raise TooLargeError(message, fields={"file": ["too_large"]}, most_bytes=most * MEGABYTE)


def _check_room(actor: Actor, settings: UploadSettings, size: int) -> None:
    if actor.user_id is None or actor.is_staff:
        return
    if uploads_since(actor.user_id, now() - timedelta(days=1)) >= settings.per_day:
        raise TooManyError(_("You uploaded a lot today. Go on tomorrow."), retry_after=86_400)
    if used_bytes(actor.user_id) + size > settings.quota_mb * MEGABYTE:
        raise QuotaExceededError(
            _("Your uploads fill your %(most)d MB. Remove some first.") % {"most": settings.quota_mb},
            quota_bytes=settings.quota_mb * MEGABYTE,
        )


def _look_into(source: Source) -> None:
    for scanner in list_scanners():
        source.seek(0)
        verdict = scanner.scan(source)
        if verdict.threat:
            raise UploadRefusedError(_("This file is dangerous."), fields={"file": ["threat"]}, threat=verdict.threat)


def _kept(source: Source, source_sha256: str, size: int, head: bytes, settings: UploadSettings) -> Content:
    source.seek(0)
    content = Content(source_sha256=source_sha256, created_at=now())
    if looks_like_picture(head):
        _keep_picture(content, render_picture(source, megapixels=settings.picture_megapixels))
    else:
        content.kind, content.media_type, content.size = Kind.FILE.value, media_type_of(head), size
        content.sha256, content.path = source_sha256, storing.path_for(content.pk, "bin")
        with tempfile.TemporaryFile() as copy:
            for piece in storing.pieces(source):
                copy.write(piece)
            copy.seek(0)
            storing.put(content.path, cast("IO[bytes]", copy))
    try:
        with transaction.atomic():
            content.save(force_insert=True)
    except IntegrityError:
        # Somebody sent the same bytes at the same time.
        storing.drop(content.paths)
        return Content.objects.get(source_sha256=source_sha256)
    return content


def _keep_picture(content: Content, rendition: Rendition) -> None:
    content.kind, content.media_type = Kind.PICTURE.value, rendition.media_type
    content.width, content.height, content.is_animated = rendition.width, rendition.height, rendition.is_animated
    content.sha256 = hashlib.sha256(rendition.data).hexdigest()
    content.path = storing.path_for(content.pk, rendition.extension)
    content.widths = sorted(rendition.versions)
    content.size = len(rendition.data) + sum(map(len, rendition.versions.values()))
    storing.put(content.path, rendition.data)
    for width, data in rendition.versions.items():
        storing.put(content.path_of(width), data)


def clean_name(name: str) -> str:
    """A file name without folders, controls and signs that could turn around what follows."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip(" .")
    stem, dot, extension = kept.rpartition(".")
    if not dot:
        stem, extension = kept, ""
    extension = re.sub(r"[^\w-]", "", extension)[:10]
    return f"{stem[: 120 - len(extension)]}.{extension}" if extension else (kept[:120] or "file")
