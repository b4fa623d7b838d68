"""What a brand may set about writing and reading: how long an edit is a correction, when a topic is followed by itself."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from brand_settings.base import BrandSettings, register, setting


@register
class WritingSettings(BrandSettings):
    """Editing, drafts, and what is shown to somebody who is about to ask."""

    section: ClassVar[str] = "writing"
    title: ClassVar[object] = _("Writing")
    help: ClassVar[object] = _("How long an edit counts as a correction, and what is shown to somebody who is about to ask.")

    grace_seconds: int = setting(
        300,
        title=_("Seconds in which an edit counts as a correction"),
        help=_("A correction leaves no version behind and does not show as an edit."),
        ge=0,
        le=86_400,
    )
    grace_characters: int = setting(100, title=_("Characters that a correction may change"), ge=0, le=10_000)
    trusted_grace_characters: int = setting(
        400,
        title=_("Characters that a correction of a trusted member may change"),
        help=_("From trust level 2 on."),
        ge=0,
        le=10_000,
    )
    similar_topics: int = setting(
        5,
        title=_("Similar topics shown to somebody who is about to ask"),
        help=_("0 shows none."),
        ge=0,
        le=10,
    )
    draft_days: int = setting(180, title=_("Days for which a draft is kept"), ge=1, le=3_650)


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
