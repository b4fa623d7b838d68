"""What people change about themselves."""

from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from access.policies import authorise
from accounts.events import ProfileChanged
from accounts.models.user import User
from accounts.names import may_choose_any_name, name_problem
from accounts.policies import can_change_profile
from events.recording import action, publish
from kernel.actor import Actor
from kernel.errors import InvalidError, NotFoundError
from kernel.text import one_line
from kernel.zones import zone_names


@action
def change_profile(
    *, actor: Actor, user_id: UUID, name: str | None = None, language: str | None = None, time_zone: str | None = None
) -> User:
    """The account with these fields changed; None leaves one alone, an empty language or zone follows the brand's."""
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise NotFoundError
    authorise(actor, can_change_profile, user)
    wanted = {"name": one_line(name) if name is not None else None, "language": language, "time_zone": time_zone}
    changed = {field: value for field, value in wanted.items() if value is not None and value != getattr(user, field)}
    if not changed:
        return user
    _check(changed)
    if "name" in changed and not may_choose_any_name(actor):
        problem = name_problem(changed["name"], language=user.language, user_id=user.pk)
        if problem:
            raise InvalidError(fields={"name": [problem]})
    for field, value in changed.items():
        setattr(user, field, value)
    user.save(update_fields=list(changed))
    publish(ProfileChanged(user_id=user.pk), actor=actor)
    return user


@action
def show_picture(*, actor: Actor, user_id: UUID, upload_id: UUID | None) -> None:
    """From now on this upload, or none, stands beside the account's name; the caller knows that everybody may see it."""
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise NotFoundError
    authorise(actor, can_change_profile, user)
    if user.picture_id == upload_id:
        return
    user.picture_id = upload_id
    user.save(update_fields=["picture_id"])
    publish(ProfileChanged(user_id=user.pk), actor=actor)


def _check(changed: dict[str, str]) -> None:
    problems: dict[str, list[str]] = {}
    if changed.get("name") == "":
        problems["name"] = [_("A name is needed.")]
    if changed.get("language") and changed["language"] not in dict(settings.LANGUAGES):
        problems["language"] = [_("This language is not offered.")]
    if changed.get("time_zone") and changed["time_zone"] not in zone_names():
        problems["time_zone"] = [_("There is no such time zone.")]
    if problems:
        raise InvalidError(fields=problems)
