"""Making and changing spaces."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from access.policies import authorise
from community.actions.finding import find_space
from community.errors import SlugTakenError
from community.events import SpaceChanged, SpaceCreated
from community.languages import is_language
from community.models.space import Space, Visibility
from community.models.topic import Kind
from community.policies import can_manage_spaces
from community.texts import MAX_TAGS, clean_title
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import InvalidError, NotFoundError
from kernel.ids import uuid7
from kernel.text import one_line

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
        "slug",
        "parent_id",
        "icon",
        "kinds",
        "translations",
        "min_tags",
        "slow_mode_seconds",
        "auto_close_after",
    ]
)
MOST_DEPTH = 5
"""Levels of spaces inside each other: deeper than that nobody finds anything."""
MOST_OF_AN_ICON = 8
"""Code points: an emoji may be made of several."""


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
    if parent_id is not None:
        _check_parent(None, parent_id)
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
        raise InvalidError(fields={name: [_("This cannot be set.")] for name in sorted(unknown)})
    if "visibility" in changes:
        changes["visibility"] = _visibility(changes["visibility"])
    changes = _judged(space, changes)
    changed = [name for name, value in changes.items() if getattr(space, name) != value]
    if not changed:
        return space
    for name in changed:
        setattr(space, name, changes[name])
    try:
        with transaction.atomic():
            space.save(update_fields=changed)
    except IntegrityError as error:
        raise SlugTakenError(slug=space.slug) from error
    publish(SpaceChanged(space_id=space.pk), actor=actor)
    return space


@action
def order_spaces(*, actor: Actor, space_ids: Sequence[UUID]) -> None:
    """These spaces stand in this order wherever they stand together."""
    authorise(actor, can_manage_spaces)
    spaces = {space.pk: space for space in Space.objects.select_for_update().filter(pk__in=space_ids).order_by("pk")}
    if len(spaces) < len(set(space_ids)):
        raise NotFoundError
    for position, space_id in enumerate(dict.fromkeys(space_ids)):
        space = spaces[space_id]
        if space.position != position:
            space.position = position
            space.save(update_fields=["position"])
            publish(SpaceChanged(space_id=space.pk), actor=actor)


@action
def archive_space(*, actor: Actor, space_id: UUID, archived: bool, at: datetime | None = None) -> Space:
    """Keep a space to be read only, at the end of lists, or open it again."""
    space = find_space(actor, space_id, _may_manage)
    if (space.archived_at is not None) == archived:
        return space
    space.archived_at = space.read_only_at = (at or now()) if archived else None
    space.save(update_fields=["archived_at", "read_only_at"])
    publish(SpaceChanged(space_id=space.pk), actor=actor)
    return space


def _judged(space: Space, changes: dict[str, Any]) -> dict[str, Any]:
    """The changes as they may be stored; raises InvalidError by field."""
    if "name" in changes:
        changes["name"] = clean_title(changes["name"])[:120]
    if "slug" in changes:
        changes["slug"] = (slugify(changes["slug"], allow_unicode=True) or space.slug)[:60]
    if "hue" in changes:
        changes["hue"] %= 360
    if changes.get("parent_id") is not None:
        _check_parent(space.pk, changes["parent_id"])
    if "kinds" in changes:
        changes["kinds"] = list(dict.fromkeys(changes["kinds"]))
        if not set(changes["kinds"]) <= {kind.value for kind in Kind}:
            raise InvalidError(fields={"kinds": [_("There is no such kind of topic.")]})
    if "min_tags" in changes and not 0 <= changes["min_tags"] <= MAX_TAGS:
        raise InvalidError(fields={"min_tags": [_("A number from %(least)s to %(most)s.") % {"least": 0, "most": MAX_TAGS}]})
    if "icon" in changes:
        changes["icon"] = one_line(changes["icon"])
        if len(changes["icon"]) > MOST_OF_AN_ICON:
            raise InvalidError(fields={"icon": [_("An emoji, or one or two letters.")]})
    if "translations" in changes:
        changes["translations"] = _translated(changes["translations"])
    return changes


def _translated(given: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Names and descriptions by language, as they are kept: a language without either is left out."""
    unknown = sorted(language for language in given if not is_language(language))
    if unknown:
        raise InvalidError(fields={"translations": [_("There is no such language: %(name)s.") % {"name": unknown[0]}]})
    said = {
        language: {"name": one_line(text.get("name", ""))[:120], "description": one_line(text.get("description", ""))[:400]}
        for language, text in sorted(given.items())
    }
    return {language: text for language, text in said.items() if any(text.values())}


def _check_parent(space_id: UUID | None, parent_id: UUID) -> None:
    """A space lies in no space that lies in it, and not too deep."""
    parents = dict(Space.objects.values_list("pk", "parent_id"))
    if parent_id not in parents:
        raise InvalidError(fields={"parent_id": [_("There is no such space.")]})
    above = 0
    step: UUID | None = parent_id
    while step is not None and above <= MOST_DEPTH:
        if step == space_id:
            raise InvalidError(fields={"parent_id": [_("A space cannot lie inside itself.")]})
        above, step = above + 1, parents.get(step)
    if above + _height(space_id, parents) > MOST_DEPTH:
        raise InvalidError(fields={"parent_id": [_("Spaces lie in each other at most %(most)s deep.") % {"most": MOST_DEPTH}]})


def _height(space_id: UUID | None, parents: Mapping[UUID, UUID | None]) -> int:
    height, level = 1, {space_id}
    while space_id is not None and height <= MOST_DEPTH:
        level = {child for child, parent in parents.items() if parent in level}
        if not level:
            break
        height += 1
    return height


def _may_manage(actor: Actor, space: Space) -> bool:
    return can_manage_spaces(actor)


_may_manage.policy_name = can_manage_spaces.policy_name  # type: ignore[attr-defined] # the same verb, asked about one space


def _visibility(value: str) -> str:
    try:
        return Visibility(value).value
    except ValueError as error:
        raise InvalidError.choose("visibility", Visibility) from error
