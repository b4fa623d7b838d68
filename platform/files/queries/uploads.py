"""Uploads for those who show them."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Sum
from django.template.defaultfilters import filesizeformat

from access.policies import authorise
from files.addressing import url_of
from files.contracts import UploadInfo, Version
from files.models import Content, Kind, Upload
from files.policies import can_fetch
from kernel.actor import Actor
from kernel.errors import NotFoundError
from kernel.markdown.contracts import Attachment, Picture
from kernel.pagination import Page, paginate


def get_upload(actor: Actor, upload_id: UUID) -> Upload:
    """The upload, when the actor may fetch it; raises NotFoundError."""
    upload = Upload.objects.select_related("content").filter(pk=upload_id).first()
    if upload is None:
        raise NotFoundError
    authorise(actor, can_fetch, upload)
    return upload


def list_uploads(actor: Actor, *, cursor: str | None, size: int) -> Page[UploadInfo]:
    """The actor's own uploads, the newest first."""
    rows = Upload.objects.of(actor).select_related("content")
    return paginate(rows, order=("-created_at", "-id"), cursor=cursor, size=size).map(describe)


def resolve_uploads(actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Picture | Attachment]:
    """For `kernel.markdown`: those of these uploads that the actor may show, each as a picture or a download."""
    rows = Upload.objects.select_related("content").filter(pk__in=list(ids)[:200])
    return {upload.pk: _shown(upload) for upload in rows if can_fetch(actor, upload)}


def used_bytes(owner_id: UUID) -> int:
    """What an account's uploads weigh, each content once."""
    contents = Upload.objects.filter(owner_id=owner_id).values("content_id", "content__size").distinct()
    return int(contents.aggregate(total=Sum("content__size"))["total"] or 0)


def uploads_since(owner_id: UUID, since: datetime) -> int:
    """How many an account made from then on."""
    return Upload.objects.filter(owner_id=owner_id, created_at__gte=since).count()


def is_open_picture(upload_id: UUID) -> bool:
    """Whether this is a picture that readers without an account see wherever it stands."""
    return Upload.objects.filter(pk=upload_id, is_private=False, content__kind=Kind.PICTURE).exists()


def describe(upload: Upload) -> UploadInfo:
    """The upload as other rooms and the API show it."""
    content = upload.content
    label = upload.name.replace("[", "(").replace("]", ")").replace("\\", "")
    is_picture = content.kind == Kind.PICTURE
    return UploadInfo(
        id=upload.pk,
        name=upload.name,
        kind=content.kind,
        media_type=content.media_type,
        size=content.size,
        width=content.width,
        height=content.height,
        is_animated=content.is_animated,
        is_private=upload.is_private,
        owner_id=upload.owner_id,
        url=url_of(upload),
        versions=tuple(Version(url_of(upload, width=width), width) for width in content.widths),
        markdown=f"![{label.rsplit('.', 1)[0]}](upload:{upload.pk})" if is_picture else f"[{label}](upload:{upload.pk})",
        created_at=upload.created_at,
    )


def _shown(upload: Upload) -> Picture | Attachment:
    content = upload.content
    if content.kind == Kind.FILE:
        return Attachment(url_of(upload), upload.name, filesizeformat(content.size))
    versions = tuple((url_of(upload, width=width), width) for width in content.widths)
    whole = ((url_of(upload), content.width),) if versions else ()
    return Picture(url_of(upload), content.width, content.height, versions + whole)


def paths_of_contents() -> Iterator[str]:
    """Where every content of the brand lies in the storage, without the smaller versions; for an export of everything."""
    after = UUID(int=0)
    while rows := list(Content.objects.filter(pk__gt=after).order_by("pk").values_list("pk", "path")[:1_000]):
        yield from (path for _, path in rows)
        after = rows[-1][0]
