"""How often members may do what; the values are Discourse's, each the brand's to change."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from access.limits import Allowance, take
from brand_settings.base import BrandSettings, register
from brand_settings.queries import read
from kernel.actor import Actor, Role

DAY, MINUTE = 86_400, 60


def _count(default: int) -> int:
    return Field(default, ge=0, le=100_000)


@register
class LimitSettings(BrandSettings):
    """How often; 0 takes a limit away."""

    section: ClassVar[str] = "limits"
    title: ClassVar[object] = _("Rate limits")
    help: ClassVar[object] = _("How often a member may do something. 0 takes a limit away; staff have none.")

    seconds_between_posts: int = _count(5)
    seconds_between_topics: int = _count(15)
    new_member_seconds_between_posts: int = _count(30)
    new_member_seconds_between_topics: int = _count(120)
    new_member_topics_a_day: int = _count(3)
    new_member_replies_a_day: int = _count(10)
    topics_a_day: int = _count(20)
    edits_a_day: int = _count(30)
    votes_a_day: int = _count(50)
    flags_a_day: int = _count(20)
    messages_a_day: int = _count(20)
    uploads_a_minute: int = _count(10)
    searches_a_minute: int = _count(15)
    previews_a_minute: int = _count(120)
    changes_a_minute: int = _count(120)
    """Whatever it is: drafts, bookmarks, votes in polls, read positions and the like have no tighter limit of their own."""
    translations_a_day: int = _count(50)
    polls_a_day: int = _count(10)
    profile_changes_a_day: int = _count(30)
    mentions_a_post: int = _count(10)
    new_member_mentions_a_post: int = _count(2)
    new_member_links_a_post: int = _count(2)
    new_member_images_a_post: int = _count(1)


MULTIPLIERS = {2: 1.5, 3: 2.0, 4: 3.0}
"""Daily quotas of votes, edits and flags grow with trust, as in Discourse."""


def enforce(actor: Actor, deed: str, *, address: str = "") -> None:
    """Count this deed and raise TooManyError when it is one too many; staff, moderators and the platform are not counted.

    Deeds: see `allowances`. `address` counts readers without an account.
    """
    if actor.is_staff or actor.role in (Role.MODERATOR, Role.SYSTEM):
        return
    take(deed, str(actor.user_id or address or "-"), allowances(read(LimitSettings), actor.level, deed))


def change_allowances(actor: Actor) -> list[Allowance]:
    """How much a member may change at all: `access.limits.provide_floor`."""
    return allowances(read(LimitSettings), actor.level, "change")


def allowances(settings: LimitSettings, level: int, deed: str) -> list[Allowance]:
    """What a member of this level may do, as windows."""
    more = MULTIPLIERS.get(level, 1.0)
    new = level == 0
    gap = settings.new_member_seconds_between_posts if new else settings.seconds_between_posts
    topic_gap = settings.new_member_seconds_between_topics if new else settings.seconds_between_topics
    a_day = [Allowance(settings.new_member_topics_a_day, DAY)] if new else []
    replies_a_day = [Allowance(settings.new_member_replies_a_day, DAY)] if new else []
    table = {
        "topic": [*_gap(topic_gap), Allowance(settings.topics_a_day, DAY), *a_day],
        "reply": [*_gap(gap), *replies_a_day],
        "edit": [Allowance(int(settings.edits_a_day * more), DAY)],
        "vote": [Allowance(int(settings.votes_a_day * more), DAY)],
        "flag": [Allowance(int(settings.flags_a_day * more), DAY)],
        "message": [Allowance(settings.messages_a_day, DAY)],
        "upload": [Allowance(settings.uploads_a_minute, MINUTE)],
        "search": [Allowance(settings.searches_a_minute, MINUTE)],
        "preview": [Allowance(settings.previews_a_minute, MINUTE)],
        "translation": [Allowance(int(settings.translations_a_day * more), DAY)],
        "poll": [Allowance(settings.polls_a_day, DAY)],
        "profile": [Allowance(settings.profile_changes_a_day, DAY)],
        "change": [Allowance(settings.changes_a_minute, MINUTE)],
    }
    return table[deed]


def _gap(seconds: int) -> list[Allowance]:
    return [Allowance(1, seconds)] if seconds > 0 else []
