"""Uploads that go: by their owner's wish, with their owner, or because nobody ever used them."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from access.policies import authorise
from events.recording import action, publish
from files import storing
from files.events import UploadRemoved
from files.models import Content, Upload, UploadUse
from files.policies import can_remove
from kernel.actor import Actor, Role
from kernel.errors import ConflictError, ForbiddenError, NotFoundError

ORPHAN_AFTER = timedelta(days=1)


@action
def remove_upload(*, actor: Actor, upload_id: UUID) -> None:
    """The upload is gone. One that stands somewhere must be taken out of its text first; only administrators may not wait."""
    upload = Upload.objects.select_for_update().filter(pk=upload_id).first()
    if upload is None:
        raise NotFoundError
    authorise(actor, can_remove, upload)
    if not actor.is_administrator and UploadUse.objects.filter(upload=upload).exists():
        raise ConflictError(_("This file stands in something that you wrote. Take it out there first."), in_use=True)
    _remove([upload], actor)


@action
def remove_orphans(*, actor: Actor, at: datetime, most: int = 200) -> int:
    """Removes uploads that were made a day ago and stand nowhere; returns how many."""
    if actor.role is not Role.SYSTEM:
        raise ForbiddenError
    rows = Upload.objects.orphans(at - ORPHAN_AFTER).order_by("created_at", "pk").select_for_update(skip_locked=True)
    found = list(rows[:most])
    _remove(found, actor)
    return len(found)


@action
def forget_owner(*, actor: Actor, owner_id: UUID) -> None:
    """An account is erased: what stands nowhere goes, the rest is nobody's."""
    if actor.role is not Role.SYSTEM and not actor.is_administrator and actor.user_id != owner_id:
        raise ForbiddenError
    standing = UploadUse.objects.filter(upload_id=OuterRef("pk"))
    _remove(list(Upload.objects.filter(~Exists(standing), owner_id=owner_id)), actor)
    Upload.objects.filter(owner_id=owner_id).update(owner_id=None)


def _remove(uploads: list[Upload], actor: Actor) -> None:
    contents = {upload.content_id for upload in uploads}
    Upload.objects.filter(pk__in=[upload.pk for upload in uploads]).delete()
    # Locked first and asked afterwards: whoever names a content meanwhile holds its row, and is seen by the second query.
    locked = [content.pk for content in Content.objects.select_for_update().filter(pk__in=contents).order_by("pk")]
    paths: list[str] = []
    for content in Content.objects.filter(~Exists(Upload.objects.filter(content_id=OuterRef("pk"))), pk__in=locked):
        paths += content.paths
        content.delete()
    transaction.on_commit(lambda: storing.drop(paths))
    for upload in uploads:
        publish(UploadRemoved(upload_id=upload.pk, owner_id=upload.owner_id), actor=actor)
