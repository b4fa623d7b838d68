"""Facts about what members are told: for the member alone."""

from typing import ClassVar

from events.base import AccountEvent


class NoticeEvent(AccountEvent):
    """Something about one member's notices; the topic "me" carries it to their open pages."""


class NoticesChanged(NoticeEvent):
    """There is something new, or less unread than before: fetch the count."""

    type: ClassVar[str] = "notifications.changed"


class ChoicesChanged(NoticeEvent):
    """The member wants to be told in another way."""

    type: ClassVar[str] = "notifications.choices_changed"


class PushSubscribed(NoticeEvent):
    """A browser of the member takes messages now."""

    type: ClassVar[str] = "notifications.push_subscribed"


class PushUnsubscribed(NoticeEvent):
    """It no longer does."""

    type: ClassVar[str] = "notifications.push_unsubscribed"
