"""Making and changing spaces."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from access.policies import authorise
from community.actions.finding import find_space
from community.errors import SlugTakenError
from community.events import SpaceChanged, SpaceCreated
from community.models.space import Space, Visibility
from community.policies import can_manage_spaces
from community.texts import clean_title
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import InvalidError
from kernel.ids import uuid7

CHANGEABLE = frozenset(
    [
        "name",
        "description",
        "language",
        "visibility",
        "position",
        "hue",
        "help_after",
        "attribution",
        "license_name",
        "license_url",
    ]
)


@action
def create_space(
    *,
    actor: Actor,
    name: str,
    slug: str = "",
    id: UUID | None = None,  # noqa: A002 - the client mints it
    description: str = "",
    language: str = "en",
    visibility: str = Visibility.PUBLIC,
    position: int = 0,
    hue: int = 210,
    help_after: timedelta | None = None,
    parent_id: UUID | None = None,
    attribution: str = "",
    license_name: str = "",
    license_url: str = "",
    at: datetime | None = None,
) -> Space:
    """A new space, or the one that this id made before; raises SlugTakenError."""
    authorise(actor, can_manage_spaces)
    made = Space.objects.filter(pk=id).first() if id is not None else None
    if made is not None:
        return made
    space = Space(
        id=id or uuid7(),
        name=clean_title(name)[:120],
        slug=(slugify(slug or name, allow_unicode=True) or "space")[:60],
        description=description[:400],
        language=language,
        visibility=_visibility(visibility),
        position=position,
        hue=hue % 360,
        help_after=help_after,
        parent_id=parent_id,
        attribution=attribution[:400],
        license_name=license_name[:80],
        license_url=license_url[:300],
        created_at=at or now(),
    )
    try:
        with transaction.atomic():
            space.save(force_insert=True)
    except IntegrityError as error:
        raise SlugTakenError(slug=space.slug) from error
    publish(SpaceCreated(space_id=space.pk), actor=actor)
    return space


@action
def update_space(*, actor: Actor, space_id: UUID, **changes: Any) -> Space:
    """The space with these fields changed (see CHANGEABLE); nothing happens when they say what it says already."""
    space = find_space(actor, space_id, _may_manage)
    unknown = changes.keys() - CHANGEABLE
    if unknown:
        raise InvalidError(fields={name: ["This cannot be changed."] for name in sorted(unknown)})
    if "visibility" in changes:
        changes["visibility"] = _visibility(changes["visibility"])
    changed = [name for name, value in changes.items() if getattr(space, name) != value]
    if not changed:
        return space
    for name in changed:
        setattr(space, name, changes[name])
    space.save(update_fields=changed)
    publish(SpaceChanged(space_id=space.pk), actor=actor)
    return space


def _may_manage(actor: Actor, space: Space) -> bool:
    return can_manage_spaces(actor)


_may_manage.policy_name = can_manage_spaces.policy_name  # type: ignore[attr-defined] # the same verb, asked about one space


def _visibility(value: str) -> str:
    try:
        return Visibility(value).value
    except ValueError as error:
        raise InvalidError(fields={"visibility": ["public, members or staff"]}) from error
