"""Every place where somebody's words reach a page: how they get there over HTTP, and which pages show them.

Who adds a field that people fill in adds a line to FIELDS; the test sends every chosen attack through it.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.test import Client

from kernel.ids import uuid7
from tests.worlds import World


@dataclass(frozen=True)
class Ground:
    """A space, a topic in it, and the people who write."""

    world: World
    space: str
    topic: str
    topic_path: str
    answers: list[int] = field(default_factory=list)
    """Status of each thing that was sent."""

    def api(self, person: str, method: str, path: str, **body: Any) -> Any:
        """One call that must be understood: taken, or refused as input; never a failure of ours."""
        client: Client = self.world.client(person)
        response = getattr(client, method)(f"/api/v1/{path}", json.dumps(body), content_type="application/json")
        assert response.status_code < 500, (path, response.status_code)
        self.answers.append(response.status_code)
        return response


Send = Callable[[Ground, str], None]


@dataclass(frozen=True)
class Field:
    """One text. `longest` cuts attacks; `together` says how many stand in one value."""

    name: str
    send: Send
    pages: Callable[[Ground], list[str]]
    longest: int = 200
    together: int = 1
    most: int = 40
    overwrites: bool = False
    """Each value takes the last one's place, so that its pages are looked at each time."""
    is_refused: bool = False
    """Its rules of spelling leave no room for an attack."""


def _topic(ground: Ground, who: str = "bob", **words: Any) -> None:
    said = {"title": "A question of taste", "body": "What do you think?", **words}
    ground.api(who, "post", "topics", id=str(uuid7()), space_id=ground.space, **said)


def _latest(ground: Ground) -> list[str]:
    found = ground.world.client("bob").get("/api/v1/topics?size=5").json()["items"]
    return [item["url"] for item in found]


FIELDS = [
    Field("title of a topic", lambda g, text: _topic(g, title=text), lambda g: ["/", *_latest(g)], longest=150),
    Field("text of a topic", lambda g, text: _topic(g, body=text), _latest, longest=8_000, together=12, most=120),
    # Ben is a colleague: new tags are for those whom the brand trusts with them.
    Field("tag", lambda g, text: _topic(g, who="ben", tags=[text]), lambda g: ["/", *_latest(g)], longest=40, is_refused=True),
    Field(
        "reply",
        lambda g, text: g.api("dora", "post", f"topics/{g.topic}/posts", id=str(uuid7()), body=text),
        lambda g: [g.topic_path],
        longest=8_000,
        together=12,
        most=240,
    ),
    Field(
        "name of a member",
        lambda g, text: g.api("dora", "patch", "me", name=text),
        lambda g: [g.topic_path],
        longest=80,
        most=12,
        overwrites=True,
    ),
    Field(
        "welcome message",
        lambda g, text: g.api("alice", "patch", "settings/welcome", values={"for_newcomers": text}),
        lambda g: ["/"],
        longest=1_000,
        together=4,
        most=32,
        overwrites=True,
    ),
    Field(
        "block of the front page",
        lambda g, text: g.api(
            "alice", "patch", "settings/home", values={"blocks": [{"kind": "text", "title": text[:120], "text": text}]}
        ),
        lambda g: ["/"],
        longest=1_000,
        together=4,
        most=32,
        overwrites=True,
    ),
    Field("search", lambda g, text: None, lambda g: [f"/search/?q={quote(text)}" for text in SEARCHED], longest=100),
]
SEARCHED = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "'-alert(1)-'",
    "</title><svg onload=alert(1)>",
]
