"""What a brand may set about writing and reading: how long an edit is a correction, when a topic is followed by itself."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from brand_settings.base import BrandSettings, register, setting


@register
class WritingSettings(BrandSettings):
    """Editing, drafts, and what is shown to somebody who is about to ask."""

    section: ClassVar[str] = "writing"
    title: ClassVar[object] = _("Writing")
    help: ClassVar[object] = _("How long an edit counts as a correction, and what is shown to somebody who is about to ask.")

    grace_seconds: int = Field(300, ge=0, le=86_400)
    grace_characters: int = Field(100, ge=0, le=10_000)
    trusted_grace_characters: int = Field(400, ge=0, le=10_000)
    similar_topics: int = Field(5, ge=0, le=10)
    draft_days: int = Field(180, ge=1, le=3_650)


@register
class ReadingSettings(BrandSettings):
    """What follows from reading."""

    section: ClassVar[str] = "reading"
    title: ClassVar[object] = _("Reading")
    help: ClassVar[object] = _("What follows from reading. Members choose for themselves over it.")

    tracked_after_seconds: int = setting(
        240,
        title=_("Seconds of reading after which a member tracks a topic"),
        help=_("The number of new replies is then shown to them, and nobody is told of each. 0: never by itself."),
        ge=0,
        le=86_400,
    )
