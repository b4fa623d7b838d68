"""What a brand may set about writing: how long an edit is a correction, how drafts and similar topics behave."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from brand_settings.base import BrandSettings, register


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
