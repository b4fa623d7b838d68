"""One policy function per verb, registered under a stable name, used by every edge."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from kernel.actor import Actor
from kernel.errors import ForbiddenError, NotFoundError

PolicyFunction = Callable[..., bool]
F = TypeVar("F", bound=PolicyFunction)


@dataclass(frozen=True, slots=True)
class Policy:
    """A registered verb. `reveals` is the policy that says whether the actor may know the thing at all."""

    name: str
    allows: PolicyFunction
    reveals: PolicyFunction | None


_policies: dict[str, Policy] = {}


def policy(name: str, *, reveals: PolicyFunction | None = None) -> Callable[[F], F]:
    """Register `can_verb(actor, *things) -> bool` as "<app>.<verb>".

    When the policy says no and `reveals` also says no, `authorise` answers as if the thing did not exist.
    """

    def register(function: F) -> F:
        known = _policies.get(name)
        if known is not None and known.allows.__module__ != function.__module__:
            raise ValueError(f"two policies call themselves {name}")
        _policies[name] = Policy(name, function, reveals)
        function.policy_name = name  # type: ignore[attr-defined] # lets authorise() find the registration
        return function

    return register


def list_policies() -> list[Policy]:
    """All registered verbs, by name."""
    return [_policies[name] for name in sorted(_policies)]


def authorise(actor: Actor, allows: PolicyFunction, *things: Any) -> None:
    """Pass silently, or raise NotFoundError when the actor may not know the thing, ForbiddenError when it may not do this."""
    if allows(actor, *things):
        return
    registered = _policies[allows.policy_name]  # type: ignore[attr-defined]
    if registered.reveals is not None and not registered.reveals(actor, *things):
        raise NotFoundError
    raise ForbiddenError
