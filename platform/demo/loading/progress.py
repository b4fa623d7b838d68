"""Doing each piece once: the piece and the record of it are one transaction, so a killed load goes on where it stood."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from accounts.actors import actor_for_user_id
from demo.ages import stable_id
from demo.models import Step
from events.recording import recording
from kernel.actor import Actor, system_actor
from kernel.clock import now
from tenants.context import require_tenant_id

BEGIN = "begin"


class Progress:
    """What stands of one brand, by key; `began` is the moment to which all times of the demo are relative."""

    def __init__(self) -> None:
        self.tenant_id = require_tenant_id()
        self.system = system_actor(self.tenant_id)
        self._made = dict(Step.objects.values_list("key", "made"))
        self._actors: dict[str, Actor] = {}
        self.began = self._begun()

    def has(self, key: str) -> bool:
        """Whether this piece stands."""
        return key in self._made

    def once(self, key: str, make: Callable[[], UUID | None]) -> bool:
        """Whether `make` was called: not when this piece stands already."""
        if key in self._made:
            return False
        with recording():
            made = make()
            Step.objects.create(key=key, made=made, at=now())
        self._made[key] = made
        return True

    def id_of(self, key: str) -> UUID:
        """The id of what this piece made."""
        made = self._made[key]
        if made is None:
            raise LookupError(f"{key} made nothing that has an id")
        return made

    def actor(self, key: str) -> Actor:
        """The person with this key, with all that they have been granted. Ask only once everybody is in their teams."""
        if key not in self._actors:
            self._actors[key] = actor_for_user_id(self.id_of(f"user:{key}"))
        return self._actors[key]

    def forget_actors(self) -> None:
        """What people hold has changed: ask for each of them anew."""
        self._actors.clear()

    def stable_id(self, key: str, at: datetime) -> UUID:
        """The id of this piece, the same in every attempt."""
        return stable_id(self.tenant_id, key, at)

    def _begun(self) -> datetime:
        return Step.objects.values_list("at", flat=True).get(key=BEGIN)


def is_of_the_demo() -> bool:
    """Whether the tenant in context was made by the demo."""
    return Step.objects.filter(key=BEGIN).exists()


def begin(tenant_id: UUID, at: datetime, *, using: str = "default") -> None:
    """Mark a tenant as the demo's own."""
    Step.objects.using(using).create(tenant_id=tenant_id, key=BEGIN, at=at)
