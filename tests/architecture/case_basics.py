"""What the cases of all routes are made of: a request, who gets through, and ids from a stage."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from kernel.clock import now
from kernel.ids import uuid7
from tests.architecture.stage import Stage

From = Callable[[Stage], dict[str, Any]]

EVERYBODY = frozenset({"anonymous", "member", "moderator", "agent", "manager", "owner"})

MEMBERS = EVERYBODY - {"anonymous"}

STAFF = frozenset({"agent", "manager", "owner"})

SUPERVISORS = frozenset({"manager", "owner"})

ADMINISTRATORS = frozenset({"owner"})

MODERATORS = frozenset({"moderator", "manager", "owner"})

NOBODY: frozenset[str] = frozenset()

FRESH = str(uuid7())

LATER = (now() + timedelta(days=30)).isoformat()


def nothing(_stage: Stage) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Case:
    """One request. `crossing` is what Charlie gets for acme's ids in the address (404 unless a reason says otherwise)."""

    method: str
    allowed: frozenset[str]
    kwargs: From = nothing
    body: From = nothing
    query: str = ""
    form: bool = False
    crossing: int = 404
    why: str = ""


def get(allowed: frozenset[str], kwargs: From = nothing, **more: Any) -> Case:
    return Case("get", allowed, kwargs, **more)


def conversation(stage: Stage) -> dict[str, Any]:
    return {"conversation_id": stage.conversation}


def person(stage: Stage) -> dict[str, Any]:
    return {"person_id": stage.person}


def topic(stage: Stage) -> dict[str, Any]:
    return {"slug": stage.topic_slug, "number": stage.topic_number}


def topic_id(stage: Stage) -> dict[str, Any]:
    return {"topic_id": stage.topic}


def number(stage: Stage) -> dict[str, Any]:
    return {"number": stage.topic_number}


def post(stage: Stage) -> dict[str, Any]:
    return {"post_id": stage.post}
