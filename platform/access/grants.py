"""Grants on containers (space, inbox, team) through django-guardian's direct-foreign-key models.

Each container has a grant table of its own with the tenant in it; guardian's generic tables have none and are locked
(migration accounts 0002). What a person holds is read once per change: `User.access_version` names the cached copy.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db.models import F
from guardian.shortcuts import assign_perm, remove_perm

from access.events import GrantsChanged
from events.recording import action, publish
from kernel.actor import Actor, Grant

_CACHE_SECONDS = 3_600


@dataclass(frozen=True, slots=True)
class Container:
    """A kind of thing on which permissions are granted. Model and grant model are "app.Model" labels."""

    kind: str
    grant_model: str
    permissions: frozenset[str]


_containers: dict[str, Container] = {}


def register_container(kind: str, *, grant_model: str, permissions: frozenset[str]) -> None:
    """Declare a container; called from its app's ready()."""
    _containers[kind] = Container(kind, grant_model, permissions)


def list_containers() -> list[Container]:
    """All kinds of container, by name."""
    return [_containers[kind] for kind in sorted(_containers)]


def grants_of(user_id: UUID, access_version: int) -> frozenset[Grant]:
    """Everything granted to this person, cached until the person's access version moves on."""
    key = f"grants:{user_id}:{access_version}"
    raw: list[tuple[str, str, str]] | None = cache.get(key)
    if raw is None:
        raw = [row for container in list_containers() for row in _read(container, user_id)]
        cache.set(key, raw, _CACHE_SECONDS)
    return frozenset(Grant(kind, UUID(ident), permission) for kind, ident, permission in raw)


def _read(container: Container, user_id: UUID) -> list[tuple[str, str, str]]:
    model = apps.get_model(container.grant_model)
    rows = model._default_manager.filter(user_id=user_id).values_list("content_object_id", "permission__codename")
    return [(container.kind, str(ident), codename) for ident, codename in rows]


@action
def grant(*, actor: Actor, user: Any, permission: str, container: Any) -> None:
    """Give `user` a permission on a container and let open connections know. The caller has authorised it."""
    assign_perm(permission, user, container)
    _changed(actor, user)


@action
def revoke(*, actor: Actor, user: Any, permission: str, container: Any) -> None:
    """Take a permission back. The caller has authorised it."""
    remove_perm(permission, user, container)
    _changed(actor, user)


@action
def access_changed(*, actor: Actor, user: Any) -> None:
    """Role, state or membership changed: drop cached grants and re-check open connections."""
    _changed(actor, user)


def _changed(actor: Actor, user: Any) -> None:
    get_user_model()._default_manager.filter(pk=user.pk).update(access_version=F("access_version") + 1)
    publish(GrantsChanged(user_id=user.pk), actor=actor)
