"""The badges that every brand begins with. A brand may rename, change or disable each of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Conditions = tuple[tuple[str, int, int | None], ...]


@dataclass(frozen=True, slots=True)
class Seed:
    """A badge of the product: every condition is "at least"."""

    key: str
    group: str
    tier: str
    name: Any
    description: Any
    conditions: Conditions
    subject: str = "member"
    revocable: bool = False
    gives_title: bool = False

    @property
    def rule(self) -> dict[str, Any]:
        group = [
            {"metric": metric, "comparison": "at_least", "number": number, "days": days}
            for metric, number, days in self.conditions
        ]
        return {"any_of": [group]}


def _one(metric: str, number: int, days: int | None = None) -> Conditions:
    return ((metric, number, days),)


def _posts(kind: str, likes: int) -> Conditions:
    return ((f"post_is_{kind}", 1, None), ("post_likes", likes, None))


SEEDS: tuple[Seed, ...] = (
    # Getting started
    Seed("first-topic", "started", "bronze", _("First topic"), _("Began a topic"), _one("topics_created", 1)),
    Seed("first-reply", "started", "bronze", _("First reply"), _("Replied to somebody"), _one("replies_created", 1)),
    Seed("first-like", "started", "bronze", _("First like"), _("Liked a post"), _one("likes_given", 1)),
    Seed("welcome", "started", "bronze", pgettext_lazy("badge", "Welcome"), _("Received a like"), _one("likes_received", 1)),
    Seed("first-solution", "started", "bronze", _("First solution"), _("Solved somebody's question"), _one("solutions", 1)),
    Seed("first-hour", "started", "bronze", _("First hour"), _("Read for an hour"), _one("minutes_read", 60)),
    Seed("browser", "started", "bronze", pgettext_lazy("badge", "Browser"), _("Opened 25 topics"), _one("topics_read", 25)),
    Seed("reader", "started", "bronze", pgettext_lazy("badge", "Reader"), _("Read 100 posts"), _one("posts_read", 100)),
    Seed("came-back", "started", "bronze", _("Came back"), _("Visited on 3 days"), _one("days_visited", 3)),
    Seed("watchful", "started", "bronze", _("Watchful"), _("Flagged a post, rightly"), _one("flags_agreed", 1)),
    Seed("host", "started", "bronze", pgettext_lazy("badge", "Host"), _("Invited somebody"), _one("invited", 1)),
    # Community
    Seed("helper", "community", "bronze", _("Helper"), _("Solved 5 questions"), _one("solutions", 5), gives_title=True),
    Seed("advisor", "community", "silver", _("Advisor"), _("Solved 25 questions"), _one("solutions", 25), gives_title=True),
    Seed("authority", "community", "gold", _("Authority"), _("Solved 100 questions"), _one("solutions", 100), gives_title=True),
    Seed(
        "champion",
        "community",
        "gold",
        _("Champion"),
        _("Received 100 likes and solved 25 questions"),
        (("likes_received", 100, None), ("solutions", 25, None)),
        gives_title=True,
    ),
    Seed(
        "thank-you",
        "community",
        "bronze",
        _("Thank you"),
        _("Received 20 likes and gave 10"),
        (("likes_received", 20, None), ("likes_given", 10, None)),
    ),
    Seed(
        "gives-back",
        "community",
        "silver",
        _("Gives back"),
        _("Received 100 likes and gave 100"),
        (("likes_received", 100, None), ("likes_given", 100, None)),
    ),
    Seed(
        "empathetic",
        "community",
        "gold",
        _("Empathetic"),
        _("Received 500 likes and gave 1000"),
        (("likes_received", 500, None), ("likes_given", 1000, None)),
    ),
    Seed("appreciated", "community", "bronze", _("Appreciated"), _("Had 20 posts liked"), _one("liked_posts", 20)),
    Seed("respected", "community", "silver", _("Respected"), _("Had 100 posts liked"), _one("liked_posts", 100)),
    Seed("admired", "community", "gold", _("Admired"), _("Had 300 posts liked"), _one("liked_posts", 300), gives_title=True),
    Seed("popular", "community", "silver", pgettext_lazy("badge", "Popular"), _("Liked by 50 members"), _one("likers", 50)),
    Seed("generous", "community", "bronze", _("Generous"), _("Gave 20 likes in one day"), _one("likes_given", 20, 1)),
    Seed("enthusiast", "community", "bronze", _("Enthusiast"), _("Visited 10 days in a row"), _one("days_visited", 10, 10)),
    Seed("aficionado", "community", "silver", _("Aficionado"), _("Visited 100 days in a row"), _one("days_visited", 100, 100)),
    Seed("devotee", "community", "gold", _("Devotee"), _("Visited 365 days in a row"), _one("days_visited", 365, 365)),
    Seed(
        "anniversary",
        "community",
        "silver",
        _("Anniversary"),
        _("A year here, and wrote something in it"),
        (("days_since_joining", 365, None), ("replies_created", 1, 365)),
    ),
    Seed(
        "guardian",
        "community",
        "silver",
        pgettext_lazy("badge", "Guardian"),
        _("Flagged 10 posts, rightly"),
        _one("flags_agreed", 10),
    ),
    Seed("ambassador", "community", "gold", _("Ambassador"), _("Invited 10 members"), _one("invited", 10), gives_title=True),
    # Posting
    Seed(
        "nice-reply",
        "posting",
        "bronze",
        _("Nice reply"),
        _("A reply with 10 likes"),
        _posts("reply", 10),
        "post",
        revocable=True,
    ),
    Seed(
        "good-reply",
        "posting",
        "silver",
        _("Good reply"),
        _("A reply with 25 likes"),
        _posts("reply", 25),
        "post",
        revocable=True,
    ),
    Seed(
        "great-reply",
        "posting",
        "gold",
        _("Great reply"),
        _("A reply with 50 likes"),
        _posts("reply", 50),
        "post",
        revocable=True,
    ),
    Seed(
        "nice-topic",
        "posting",
        "bronze",
        _("Nice topic"),
        _("A topic with 10 likes"),
        _posts("topic", 10),
        "post",
        revocable=True,
    ),
    Seed(
        "good-topic",
        "posting",
        "silver",
        _("Good topic"),
        _("A topic with 25 likes"),
        _posts("topic", 25),
        "post",
        revocable=True,
    ),
    Seed(
        "great-topic",
        "posting",
        "gold",
        _("Great topic"),
        _("A topic with 50 likes"),
        _posts("topic", 50),
        "post",
        revocable=True,
    ),
    Seed(
        "loved-solution",
        "posting",
        "silver",
        _("Loved solution"),
        _("A solution with 10 likes"),
        _posts("solution", 10),
        "post",
        revocable=True,
    ),
    Seed("talker", "posting", "bronze", _("Talker"), _("Wrote 100 replies"), _one("replies_created", 100)),
    Seed("voice", "posting", "silver", pgettext_lazy("badge", "Voice"), _("Wrote 1000 replies"), _one("replies_created", 1000)),
    Seed("starter", "posting", "silver", _("Starter"), _("Began 50 topics"), _one("topics_created", 50)),
    Seed("at-home", "posting", "bronze", _("At home"), _("Replied in 25 topics of others"), _one("topics_replied", 25)),
    # Trust
    Seed(
        "basic",
        "trust",
        "bronze",
        pgettext_lazy("badge", "Basic"),
        _("Reached trust level 1"),
        _one("trust_level", 1),
        revocable=True,
    ),
    Seed(
        "member",
        "trust",
        "bronze",
        pgettext_lazy("badge", "Member"),
        _("Reached trust level 2"),
        _one("trust_level", 2),
        revocable=True,
    ),
    Seed(
        "regular",
        "trust",
        "silver",
        pgettext_lazy("badge", "Regular"),
        _("Reached trust level 3"),
        _one("trust_level", 3),
        revocable=True,
        gives_title=True,
    ),
    Seed(
        "leader",
        "trust",
        "gold",
        pgettext_lazy("badge", "Leader"),
        _("Reached trust level 4"),
        _one("trust_level", 4),
        revocable=True,
        gives_title=True,
    ),
)
BY_KEY: Mapping[str, Seed] = {seed.key: seed for seed in SEEDS}
