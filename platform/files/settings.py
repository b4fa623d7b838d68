"""What a brand can set about uploads, links and their previews."""

from typing import Any, ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import field_validator

from brand_settings.base import BrandSettings, register, setting
from kernel.markdown.links import may_be_allowed

MEGABYTE = 1024 * 1024
LARGEST_MB = 100
"""No brand can allow more: a request of more is refused while it is still being received."""


@register
class UploadSettings(BrandSettings):
    """How much may be uploaded."""

    section: ClassVar[str] = "uploads"
    title: ClassVar[Any] = _("Uploads")
    help: ClassVar[Any] = _("Who may upload what is set under abilities. Staff have no quota.")
    picture_mb: int = setting(10, ge=1, le=LARGEST_MB, title=_("Largest picture, in megabytes"))
    picture_megapixels: int = setting(
        40,
        ge=1,
        le=100,
        title=_("Largest picture, in millions of pixels"),
        help=_("Moving pictures may have four times as many over all their frames."),
    )
    file_mb: int = setting(20, ge=0, le=LARGEST_MB, title=_("Largest other file, in megabytes; 0 allows none"))
    quota_mb: int = setting(500, ge=1, le=1_000_000, title=_("Megabytes that one member may keep"))
    per_day: int = setting(100, ge=1, le=100_000, title=_("Uploads that one member may make in a day"))


@register
class LinkSettings(BrandSettings):
    """What becomes a link."""

    section: ClassVar[str] = "links"
    title: ClassVar[Any] = _("Links in texts")
    help: ClassVar[Any] = _("What was written before a change keeps its links until it is edited.")
    bare_addresses: bool = setting(
        True,
        title=_("Make links of bare addresses"),
        help=_("Off: only <https://example.org> and [words](https://example.org) are links."),
    )
    further_schemes: list[str] = setting(
        list,
        title=_("Further kinds of addresses that may be linked"),
        help=_("The part before the colon, such as tel, sip or matrix, one a line. http, https and mailto always may."),
        max_length=20,
    )

    @field_validator("further_schemes")
    @classmethod
    def _harmless(cls, names: list[str]) -> list[str]:
        tidy = [name.strip().removesuffix("//").removesuffix(":").lower() for name in names]
        for name in tidy:
            if not may_be_allowed(name):
                raise ValueError(
                    gettext("“%(name)s” may not be linked: browsers could run it, or it is no such name.") % {"name": name}
                )
        return list(dict.fromkeys(tidy))


@register
class PreviewSettings(BrandSettings):
    """Cards of linked pages."""

    section: ClassVar[str] = "link_previews"
    title: ClassVar[Any] = _("Link previews")
    enabled: bool = setting(True, title=_("Show a card for a link that stands alone on a line"))
    per_post: int = setting(3, ge=0, le=20, title=_("Most cards in one post"))
    keep_days: int = setting(30, ge=1, le=365, title=_("Read a linked page again after so many days"))
