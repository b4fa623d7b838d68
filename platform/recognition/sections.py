"""What a brand may set about trust and recognition. The defaults are Discourse's."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from brand_settings.base import BrandSettings, register

said: Any = Field
"""Pydantic wants plain titles; ours are translated when a page shows them."""


@register
class RecognitionSettings(BrandSettings):
    """Which parts there are at all. What is off is not shown and not computed; nothing of it is lost."""

    section: ClassVar[str] = "recognition"
    title: ClassVar[Any] = _("Recognition")
    help: ClassVar[Any] = _(
        "Parts that are off are neither shown nor computed. When you switch them on again, everything is caught up."
    )

    everything: bool = said(
        default=True, title=_("Recognition as a whole"), description=_("Off: all of the parts below are off.")
    )
    trust: bool = said(default=True, title=_("Trust levels"), description=_("Members rise by what they read and write."))
    badges: bool = said(default=True, title=_("Badges"))
    points: bool = said(default=True, title=_("Points"))
    leaderboards: bool = said(default=True, title=_("Leaderboards"), description=_("They rank by points, so they need them."))
    staff_on_leaderboards: bool = said(
        default=False, title=_("Staff on leaderboards"), description=_("Who is paid to answer would win every week.")
    )
    titles: bool = said(
        default=True, title=_("Titles"), description=_("Members may show a title that they earned beside their name.")
    )

    @property
    def has_trust(self) -> bool:
        return self.everything and self.trust

    @property
    def has_badges(self) -> bool:
        return self.everything and self.badges

    @property
    def has_points(self) -> bool:
        return self.everything and self.points

    @property
    def has_leaderboards(self) -> bool:
        return self.has_points and self.leaderboards

    @property
    def has_titles(self) -> bool:
        return self.everything and self.titles

    @property
    def has_ledger(self) -> bool:
        """Whether deeds are written down at all."""
        return self.has_trust or self.has_badges or self.has_points


def _count(default: int, title: Any, most: int = 1_000_000) -> Any:
    return said(default=default, ge=0, le=most, title=title)


@register
class TrustSettings(BrandSettings):
    """What each level asks for."""

    section: ClassVar[str] = "trust"
    title: ClassVar[Any] = _("Trust levels")
    has_own_page: ClassVar[bool] = True

    tl1_topics_entered: int = _count(5, _("Topics opened"))
    tl1_posts_read: int = _count(30, _("Posts read"))
    tl1_minutes_read: int = _count(10, _("Minutes of reading"))
    tl1_minutes_since_joining: int = _count(10, _("Minutes since joining"))

    tl2_topics_entered: int = _count(20, _("Topics opened"))
    tl2_posts_read: int = _count(100, _("Posts read"))
    tl2_minutes_read: int = _count(60, _("Minutes of reading"))
    tl2_minutes_since_joining: int = _count(60, _("Minutes since joining"))
    tl2_days_visited: int = _count(15, _("Days visited"))
    tl2_likes_received: int = _count(1, _("Likes received"))
    tl2_likes_given: int = _count(1, _("Likes given"))
    tl2_topics_replied: int = _count(3, _("Topics replied to"))

    tl3_window_days: int = said(default=100, ge=1, le=730, title=_("Days that count"))
    tl3_days_visited: int = _count(50, _("Days visited with reading"))
    tl3_topics_replied: int = _count(10, _("Topics replied to"))
    tl3_topics_viewed_percent: int = _count(25, _("Percent of new topics opened"), 100)
    tl3_topics_viewed_most: int = _count(500, _("…but never more topics than"))
    tl3_posts_read_percent: int = _count(25, _("Percent of new posts read"), 100)
    tl3_posts_read_most: int = _count(20_000, _("…but never more posts than"))
    tl3_likes_given: int = _count(30, _("Likes given"))
    tl3_likes_received: int = _count(20, _("Likes received"))
    tl3_flagged_posts_most: int = _count(5, _("Posts rightly flagged, at most"))
    tl3_flaggers_most: int = _count(5, _("Members who rightly flagged, at most"))
    tl3_topics_entered_ever: int = _count(200, _("Topics opened, ever"))
    tl3_posts_read_ever: int = _count(500, _("Posts read, ever"))
    tl3_low_water_percent: int = said(
        default=90, ge=0, le=100, title=_("Percent needed to stay"), description=_("Of each number within the days that count.")
    )
    tl3_grace_days: int = _count(14, _("Days of grace after a promotion"), 365)


@register
class PointsSettings(BrandSettings):
    """What deeds are worth. Changing a number recounts the past."""

    section: ClassVar[str] = "points"
    title: ClassVar[Any] = _("Points")
    has_own_page: ClassVar[bool] = True

    like_received: int = _count(1, _("Like received"), 1000)
    like_given: int = _count(1, _("Like given"), 1000)
    solution: int = _count(10, _("Answer accepted as a solution"), 1000)
    topic_created: int = _count(5, _("Topic begun"), 1000)
    reply_created: int = _count(2, _("Reply written"), 1000)
    invited: int = _count(10, _("Member invited"), 1000)
    flag_agreed: int = _count(10, _("Flag that moderators agreed with"), 1000)
    day_visited: int = _count(1, _("Day visited"), 1000)
    hours_read: int = _count(1, _("Hour of reading in a day"), 1000)
    hundred_posts_read: int = _count(1, _("Hundred posts read in a day"), 1000)
