"""What tests of groups share: making one, reading a page, and what somebody was told."""

from typing import Any

from community.actions.groups import create_group
from community.models.group import MemberGroup
from tests.unit.community.conftest import Community


def made(community: Community, **fields: Any) -> MemberGroup:
    """A group, by an administrator."""
    group: MemberGroup = create_group(actor=community.actor("alice"), **{"name": "Beta testers"} | fields)
    return group


def text_of(answer: Any) -> str:
    """A page."""
    return str(answer.content.decode())


def told(actor: Any) -> list[str]:
    """The kinds of notices that this account was given, in order."""
    from events.models import Event

    rows = Event.objects.filter(type="accounts.notice_given").order_by("seq")
    return [row.payload["kind"] for row in rows if row.payload["user_id"] == str(actor.user_id)]
