"""Contents, each kept once a brand; uploads, which are somebody's name for a content; and where uploads stand."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kernel.actor import Actor
from tenants.models import TenantModel


class Kind(StrEnum):
    """Pictures are re-encoded and shown; every other file is only ever offered for download."""

    PICTURE = "picture"
    FILE = "file"


KINDS = [(Kind.PICTURE.value, _("Picture")), (Kind.FILE.value, _("File"))]


class Content(TenantModel):
    """Bytes in the storage. `source_sha256` names what was sent, `sha256` what is kept (pictures are re-encoded)."""

    source_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=8, choices=KINDS)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    is_animated = models.BooleanField(default=False)
    path = models.CharField(max_length=200)
    widths = models.JSONField(default=list)
    """Widths of the smaller versions, which lie beside the content."""
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "source_sha256"], name="one_content_of_a_kind"),
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in Kind]), name="known_content_kind"),
        ]

    @property
    def paths(self) -> list[str]:
        """Everything of it in the storage."""
        return [self.path, *(self.path_of(width) for width in self.widths)]

    def path_of(self, width: int) -> str:
        """Where a smaller version lies."""
        return f"{self.path.rsplit('.', 1)[0]}-{width}.webp"


class UploadQuerySet(models.QuerySet["Upload"]):
    """Uploads, by whose they are."""

    def of(self, actor: Actor) -> "UploadQuerySet":
        """The actor's own."""
        return self.filter(owner_id=actor.user_id) if actor.user_id else self.none()

    def orphans(self, before: Any) -> "UploadQuerySet":
        """Those that stand nowhere although there was time to use them."""
        standing = UploadUse.objects.filter(upload_id=models.OuterRef("pk"))
        return self.filter(~models.Exists(standing), created_at__lt=before, is_kept=False)


class Upload(TenantModel):
    """Somebody's name for a content. Its owner is an account's id: accounts stand above this room."""

    owner_id = models.UUIDField(null=True, blank=True)
    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    is_private = models.BooleanField(default=False)
    """Never for readers without an account, wherever it stands."""
    is_kept = models.BooleanField(default=False)
    """Made by the product itself (a preview's picture): not an orphan, however little it is used."""
    created_at = models.DateTimeField()

    objects = UploadQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["tenant", "owner_id", "created_at"], name="uploads_of_an_owner"),
            models.Index(fields=["tenant", "created_at"], name="uploads_by_age"),
        ]

    def __str__(self) -> str:
        return self.name


class UploadUse(TenantModel):
    """An upload stands in a thing of another room: "post" and its id."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    thing_id = models.UUIDField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "kind", "thing_id", "upload"], name="one_use_of_an_upload"),
        ]


class LinkPreview(TenantModel):
    """What a linked page says of itself. `key` is that of `kernel.markdown.cards`; without `read_at` nobody has looked yet."""

    key = models.CharField(max_length=32)
    url = models.CharField(max_length=2_000)
    wanted_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200, blank=True)
    text = models.CharField(max_length=400, blank=True)
    site = models.CharField(max_length=120, blank=True)
    picture = models.ForeignKey(Upload, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["tenant", "key"], name="one_preview_of_an_address"),
        ]
