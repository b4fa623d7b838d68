"""How members want to be told."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from access.policies import authorise
from accounts.actors import require_user_id
from accounts.notices import Channel, NoticeKind, list_kinds
from brand_settings.queries import read
from kernel.actor import Actor
from notifications.models.choices import Choices
from notifications.policies import can_have_notices
from notifications.settings import NotificationSettings


@dataclass(frozen=True, slots=True)
class KindChoice:
    """One row of the preferences."""

    kind: NoticeKind
    channels: frozenset[Channel]


@dataclass(frozen=True, slots=True)
class MemberChoices:
    """All that a member chose, with the brand's defaults for the rest."""

    kinds: Sequence[KindChoice]
    digest: str
    digest_hour: int
    mail_off_at: datetime | None
    is_digest_default: bool


def channels_for(user_ids: Collection[UUID], kind: NoticeKind) -> Mapping[UUID, frozenset[Channel]]:
    """By which ways each of these members is told of this kind; one query."""
    rows = Choices.objects.filter(user_id__in=user_ids).values_list("user_id", "channels", "mail_off_at")
    chosen = {user_id: (channels, mail_off_at) for user_id, channels, mail_off_at in rows}
    found = {}
    for user_id in user_ids:
        channels, mail_off_at = chosen.get(user_id, ({}, None))
        found[user_id] = _effective(kind, channels) - ({Channel.EMAIL} if mail_off_at is not None else set())
    return found


def get_choices(actor: Actor) -> MemberChoices:
    """The preferences of the actor."""
    authorise(actor, can_have_notices)
    row = Choices.objects.filter(user_id=require_user_id(actor)).first() or Choices()
    brand = read(NotificationSettings)
    return MemberChoices(
        kinds=[KindChoice(kind, _effective(kind, row.channels)) for kind in list_kinds()],
        digest=row.digest or brand.digest,
        digest_hour=brand.digest_hour if row.digest_hour is None else row.digest_hour,
        mail_off_at=row.mail_off_at,
        is_digest_default=not row.digest,
    )


def _effective(kind: NoticeKind, channels: Mapping[str, Sequence[str]]) -> frozenset[Channel]:
    chosen = channels.get(kind.key)
    found = kind.channels if chosen is None else frozenset(Channel(name) for name in chosen if name in set(Channel))
    return found | {Channel.IN_APP} if kind.is_fixed else found
