"""How badges, metrics and requirements are called, in the reader's language."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from recognition.models.badge import Badge
from recognition.seeds import BY_KEY, Seed

LEVELS: Mapping[int, Any] = {
    0: gettext_lazy("New"),
    1: gettext_lazy("Basic"),
    2: gettext_lazy("Member"),
    3: gettext_lazy("Regular"),
    4: gettext_lazy("Leader"),
}
METRICS: Mapping[str, Any] = {
    "topics_created": gettext_lazy("topics begun"),
    "replies_created": gettext_lazy("replies written"),
    "likes_given": gettext_lazy("likes given"),
    "likes_received": gettext_lazy("likes received"),
    "solutions": gettext_lazy("questions solved"),
    "flags_agreed": gettext_lazy("posts rightly flagged"),
    "invited": gettext_lazy("members invited"),
    "topics_read": gettext_lazy("topics opened"),
    "posts_read": gettext_lazy("posts read"),
    "days_visited": gettext_lazy("days visited"),
    "minutes_read": gettext_lazy("minutes of reading"),
    "topics_replied": gettext_lazy("topics of others replied to"),
    "likers": gettext_lazy("members who liked something"),
    "liked_posts": gettext_lazy("posts that were liked"),
    "points": gettext_lazy("points"),
    "days_since_joining": gettext_lazy("days since joining"),
    "trust_level": gettext_lazy("trust level"),
    "post_likes": gettext_lazy("likes of the post"),
    "post_is_topic": gettext_lazy("the post begins a topic (1: yes)"),
    "post_is_reply": gettext_lazy("the post is a reply (1: yes)"),
    "post_is_solution": gettext_lazy("the post is a solution (1: yes)"),
}
COMPARISONS: Mapping[str, Any] = {
    "at_least": gettext_lazy("at least"),
    "at_most": gettext_lazy("at most"),
    "exactly": gettext_lazy("exactly"),
}
REQUIREMENTS: Mapping[str, Any] = {
    "topics_entered": gettext_lazy("Topics opened"),
    "posts_read": gettext_lazy("Posts read"),
    "minutes_read": gettext_lazy("Minutes of reading"),
    "minutes_since_joining": gettext_lazy("Minutes since joining"),
    "days_visited": gettext_lazy("Days visited"),
    "likes_received": gettext_lazy("Likes received"),
    "likes_given": gettext_lazy("Likes given"),
    "topics_replied": gettext_lazy("Topics of others replied to"),
    "recent_days_visited": gettext_lazy("Days visited with reading"),
    "recent_topics_replied": gettext_lazy("Topics of others replied to"),
    "recent_topics_viewed": gettext_lazy("Topics opened"),
    "recent_posts_read": gettext_lazy("Posts read"),
    "recent_likes_given": gettext_lazy("Likes given"),
    "recent_likes_received": gettext_lazy("Likes received"),
    "recent_like_days": gettext_lazy("Days on which somebody liked something of yours"),
    "recent_likers": gettext_lazy("Members who liked something of yours"),
    "recent_flagged_posts": gettext_lazy("Posts rightly flagged, at most"),
    "recent_flaggers": gettext_lazy("Members who rightly flagged, at most"),
    "suspensions": gettext_lazy("Silenced or suspended now"),
}


def badge_name(badge: Badge) -> str:
    """The brand's own name for it, else the product's in the reader's language."""
    seed = BY_KEY.get(badge.seed)
    return badge.name or (str(seed.name) if seed is not None else badge.seed)


def badge_description(badge: Badge) -> str:
    """What it is given for."""
    seed = BY_KEY.get(badge.seed)
    return badge.description or (str(seed.description) if seed is not None else "")


def level_name(level: int) -> str:
    """What a trust level is called."""
    return _("Level %(level)d: %(name)s") % {"level": level, "name": LEVELS[level]}


def title_in_words(title: str) -> str:
    """A title as its reader says it: it was kept in the language of whoever chose it, the product's own are known in all."""
    seed = _product_titles().get(title)
    return str(seed.name) if seed is not None else title


@cache
def _product_titles() -> Mapping[str, Seed]:
    known: dict[str, Seed] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            known |= {str(seed.name): seed for seed in BY_KEY.values() if seed.gives_title}
    return known
