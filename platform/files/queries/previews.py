"""Cards for pages that show linked ones."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from brand_settings.queries import read
from files.addressing import url_of
from files.models import LinkPreview
from files.settings import PreviewSettings
from kernel.markdown.contracts import Preview


def get_previews(keys: Collection[str]) -> Mapping[str, Preview]:
    """What is known of the pages behind these keys, in one query; nothing when the brand shows no cards."""
    if not keys or not read(PreviewSettings).enabled:
        return {}
    rows = LinkPreview.objects.select_related("picture__content").filter(key__in=list(keys)[:500], failure="").exclude(title="")
    return {row.key: _card(row) for row in rows}


def most_previews() -> int:
    """How many cards one post may show."""
    settings = read(PreviewSettings)
    return settings.per_post if settings.enabled else 0


def get_wanted(preview_id: UUID) -> LinkPreview | None:
    """The preview, when nobody read its page since it was last wanted."""
    row = LinkPreview.objects.filter(pk=preview_id).first()
    return row if row is not None and (row.read_at is None or row.read_at < row.wanted_at) else None


def list_waiting(*, before: datetime, since: datetime, most: int) -> list[UUID]:
    """Pages that were wanted between the two times and never read."""
    rows = LinkPreview.objects.filter(read_at=None, wanted_at__lt=before, wanted_at__gte=since)
    return list(rows.order_by("wanted_at", "pk").values_list("pk", flat=True)[:most])


def _card(row: LinkPreview) -> Preview:
    if row.picture is None:
        return Preview(row.url, row.title, row.text, row.site)
    content = row.picture.content
    width = min(content.widths, default=None)
    image = url_of(row.picture, width=width)
    shown = width or content.width
    height = max(1, round(content.height * shown / content.width))
    return Preview(row.url, row.title, row.text, row.site, image, shown, height)
