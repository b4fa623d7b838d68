"""Members say how they want to be told."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from access.policies import authorise
from accounts.notices import Channel, get_kind
from events.recording import action, publish
from kernel.actor import Actor
from kernel.errors import InvalidError
from notifications.events import ChoicesChanged
from notifications.models.choices import Cadence, Choices
from notifications.policies import can_change_choices


@action
def change_choices(
    *,
    actor: Actor,
    user_id: UUID,
    channels: Mapping[str, Collection[str]] | None = None,
    digest: str | None = None,
    digest_hour: int | None = None,
    mail: bool | None = None,
    at: datetime,
) -> Choices:
    """The member's choices with these changed; what is None stays. `mail` False stops all mail but the account's own."""
    authorise(actor, can_change_choices, user_id)
    Choices.objects.bulk_create([Choices(user_id=user_id)], ignore_conflicts=True)
    row = Choices.objects.select_for_update().get(user_id=user_id)
    if channels is not None:
        row.channels = {**row.channels, **{kind: _checked(kind, names) for kind, names in channels.items()}}
    if digest is not None:
        if digest not in set(Cadence):
            raise InvalidError.choose("digest", Cadence)
        row.digest, row.next_digest_at = digest, None
    if digest_hour is not None:
        row.digest_hour, row.next_digest_at = digest_hour, None
    if mail is not None:
        row.mail_off_at = None if mail else (row.mail_off_at or at)
    row.save(update_fields=["channels", "digest", "digest_hour", "mail_off_at", "next_digest_at"])
    publish(ChoicesChanged(user_id=user_id), actor=actor, at=at)
    return row


def _checked(kind: str, names: Collection[str]) -> list[str]:
    if get_kind(kind) is None:
        raise InvalidError(fields={"channels": [_("There is no such kind.")]})
    if set(names) - set(Channel):
        raise InvalidError.choose("channels", Channel)
    return sorted(names)
