"""How often members may do what; the values are Discourse's, each the brand's to change."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from access.limits import Allowance, take
from brand_settings.base import BrandSettings, register, setting
from brand_settings.queries import read
from kernel.actor import Actor, Role

DAY, MINUTE = 86_400, 60


def _count(default: int, title: Any, *, help: Any = "") -> Any:  # noqa: A002 - the settings' own word for it
    return setting(default, title=title, help=help, ge=0, le=100_000)


@register
class LimitSettings(BrandSettings):
    """How often; 0 takes a limit away."""

    section: ClassVar[str] = "limits"
    title: ClassVar[object] = _("Rate limits")
    help: ClassVar[object] = _("How often a member may do something. 0 takes a limit away; staff have none.")

    seconds_between_posts: int = _count(5, _("Seconds between two replies of a member"))
    seconds_between_topics: int = _count(15, _("Seconds between two topics of a member"))
    new_member_seconds_between_posts: int = _count(30, _("Seconds between two replies of a new member"))
    new_member_seconds_between_topics: int = _count(120, _("Seconds between two topics of a new member"))
    new_member_topics_a_day: int = _count(3, _("Topics of a new member a day"))
    new_member_replies_a_day: int = _count(10, _("Replies of a new member a day"))
    topics_a_day: int = _count(20, _("Topics a day"))
    edits_a_day: int = _count(30, _("Edits a day"), help=_("More with a higher trust level."))
    votes_a_day: int = _count(50, _("Likes and votes a day"), help=_("More with a higher trust level."))
    flags_a_day: int = _count(20, _("Flags a day"), help=_("More with a higher trust level."))
    messages_a_day: int = _count(20, _("Private messages a day"))
    uploads_a_minute: int = _count(10, _("Uploads a minute"))
    searches_a_minute: int = _count(15, _("Searches a minute"))
    previews_a_minute: int = _count(120, _("Previews of a text a minute"))
    changes_a_minute: int = _count(
        120,
        _("Changes of any kind a minute"),
        help=_("Drafts, bookmarks, votes in polls, read positions and the like have no tighter limit of their own."),
    )
    translations_a_day: int = _count(50, _("Translations a day"))
    polls_a_day: int = _count(10, _("Polls a day"))
    days_after_refusal: int = _count(30, _("Days before somebody who was not taken into a group may ask again"))
    profile_changes_a_day: int = _count(30, _("Changes of one's profile a day"))
    mentions_a_post: int = _count(10, _("Mentions in one post"))
    new_member_mentions_a_post: int = _count(2, _("Mentions in one post of a new member"))
    new_member_links_a_post: int = _count(2, _("Links in one post of a new member"))
    new_member_images_a_post: int = _count(1, _("Pictures in one post of a new member"))


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
