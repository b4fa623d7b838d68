"""A space in acme, members of known trust, and short ways to flag, send and judge."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.unit.community.conftest import Community, community

__all__ = ["Community", "Moderated", "community", "drain_moderation", "moderated"]


def drain_moderation() -> None:
    """Moderation's own subscribers, until none has anything left; what other rooms make of it is tried there."""
    from events.drain import drain
    from events.subscribers import list_subscribers
    from tenants.context import require_tenant_id

    mine = [subscriber for subscriber in list_subscribers() if subscriber.name.startswith("moderation.")]
    while sum(drain(subscriber, require_tenant_id()) for subscriber in mine):
        pass


@dataclass
class Moderated:
    """The community with more members; `eve` is new, the others are trusted."""

    community: Community

    @property
    def world(self) -> Any:
        return self.community.world

    def actor(self, name: str) -> Any:
        return self.world.actor(name)

    def trust(self, name: str, level: int) -> None:
        from community.actions.members import set_level

        set_level(actor=self.actor("alice"), user_id=self.world.users[name].pk, level=level)

    def flag(self, name: str, thing: Any, reason: str = "spam", **fields: Any) -> Any:
        from moderation.actions.flagging import flag_thing

        kind = "topic" if hasattr(thing, "title") else "post"
        return flag_thing(actor=self.actor(name), kind=kind, thing_id=thing.pk, reason=reason, **fields)

    def reply(self, name: str = "eve", body: str = "Use vinegar.", topic: Any = None, **circumstances: Any) -> Any:
        """A reply sent in through a form, so that it is screened; drained, so that the queue knows."""
        from community.actions.replies import post_reply
        from community.screening import Circumstances

        given = Circumstances(**({"typed_ms": 60_000} | circumstances))
        topic = topic or self.community.ask("bob", title=f"How do I descale it, {body[:20]}?")
        post = post_reply(actor=self.actor(name), topic_id=topic.pk, body=body, circumstances=given)
        drain_moderation()
        return post

    def decide(self, name: str, item: Any, outcome: str, **fields: Any) -> Any:
        from moderation.actions.reviewing import decide_item
        from moderation.reasons import Grounds

        said = {key: fields.pop(key) for key in ("ground", "ground_text", "category", "facts") if key in fields}
        return decide_item(actor=self.actor(name), item_id=item.pk, outcome=outcome, grounds=Grounds(**said), **fields)

    def item_of(self, thing: Any) -> Any:
        from moderation.models import ReviewItem

        return ReviewItem.objects.filter(thing_id=thing.pk).order_by("-created_at", "-pk").first()

    def fresh(self, thing: Any) -> Any:
        return type(thing).objects.get(pk=thing.pk)

    def loosen(self, **values: Any) -> None:
        """Other settings of the section "limits": tests send faster than members may."""
        from brand_settings.actions import change_settings

        change_settings(actor=self.actor("alice"), section="limits", values=values)


@pytest.fixture
def moderated(community: Community) -> Moderated:
    """See the class."""
    found = Moderated(community)
    for name in ("eve", "tim", "tom", "tina"):
        community.world.add(name, role="member")
    for name in ("bob", "dora", "tim", "tom", "tina"):
        found.trust(name, 2)
    gaps = (
        "seconds_between_posts",
        "new_member_seconds_between_posts",
        "seconds_between_topics",
        "new_member_seconds_between_topics",
    )
    found.loosen(**dict.fromkeys(gaps, 0), new_member_replies_a_day=0, flags_a_day=0)
    return found
