"""Where uploads stand: said by the room whose thing it is, whenever its text changes."""

from collections.abc import Collection
from uuid import UUID

from events.recording import action, publish
from files.events import UsesChanged
from files.models import Upload, UploadUse
from files.policies import can_fetch
from kernel.actor import Actor


@action
def set_uses(*, actor: Actor, kind: str, thing_id: UUID, upload_ids: Collection[UUID]) -> frozenset[UUID]:
    """From now on exactly these uploads stand in the thing; returns their ids.

    Only those that the actor may fetch, or that stood there before: naming somebody's private upload opens it to nobody.
    """
    standing = {use.upload_id: use for use in UploadUse.objects.filter(kind=kind, thing_id=thing_id)}
    wanted = frozenset(upload_ids)
    new = [
        upload
        for upload in Upload.objects.filter(pk__in=wanted - standing.keys())
        if can_fetch(actor, upload) and not upload.is_kept
    ]
    gone = [use.pk for upload_id, use in standing.items() if upload_id not in wanted]
    if not new and not gone:
        return frozenset(standing)
    UploadUse.objects.filter(pk__in=gone).delete()
    UploadUse.objects.bulk_create([UploadUse(upload=upload, kind=kind, thing_id=thing_id) for upload in new])
    publish(UsesChanged(kind=kind, thing_id=thing_id), actor=actor)
    return (frozenset(standing) & wanted) | {upload.pk for upload in new}
