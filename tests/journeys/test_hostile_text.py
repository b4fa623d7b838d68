"""Published attacks through every text that people can write, over HTTP; the pages that show them stand in a real browser.

The browser's requests are answered by Django itself, so that what is looked at is what would be served, policy and all.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Route

from community.actions.spaces import create_space
from community.actions.topics import create_topic
from tests.attacks import from_bleach, from_brs, from_dompurify
from tests.journeys.browser import chromium
from tests.journeys.hostile import FIELDS, Field, Ground
from tests.judging import INSPECT
from tests.worlds import World

HOST = "http://acme.localhost"


@pytest.fixture
def ground(world: World) -> Ground:
    """A place to write."""
    space = create_space(actor=world.actor("alice"), name="Brewing", slug="brewing")
    topic = create_topic(actor=world.actor("dora"), space_id=space.pk, title="How long does it ferment?", body="Mine stopped.")
    return Ground(world, str(space.pk), str(topic.pk), f"/t/{topic.slug}-{topic.number}/")


@dataclass(frozen=True)
class Served:
    """An answer of Django's, kept for the browser."""

    status: int
    headers: dict[str, str]
    body: bytes


def serve(ground: Ground, paths: list[str]) -> dict[str, Served]:
    """These pages and the scripts and styles that they name, before any browser is there: its loop would cut Django off from
    this test's transaction."""
    client, kept = ground.world.client("bob"), {}
    waiting = list(dict.fromkeys(paths))
    while waiting:
        path = waiting.pop()
        response = client.get(path)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        kept[path] = Served(response.status_code, dict(response.items()), body)
        if not path.startswith("/static/"):
            named = re.findall(r'(?:src|href)="(/static/[^"]+)"', body.decode())
            waiting += [asset for asset in dict.fromkeys(named) if asset not in kept]
    return kept


def chosen(field: Field) -> list[str]:
    """Attacks that fit, the small collections first, and several in one value where there is room."""
    pool = [*from_dompurify(), *from_bleach()[::3], *from_brs()[::40]]
    fitting = [attack for attack in pool if len(attack) <= field.longest][: field.most]
    lots = [fitting[start : start + field.together] for start in range(0, len(fitting), field.together)]
    return ["\n\n".join(lot)[: field.longest] for lot in lots]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_nothing_that_people_write_acts_on_a_page(ground: Ground, field: Field) -> None:
    served: dict[str, Served] = {}
    for number, text in enumerate(chosen(field)):
        field.send(ground, text)
        if field.overwrites:
            served |= serve(ground, [f"{path}?look={number}" for path in field.pages(ground)])
    assert all((status == 400) if field.is_refused else (status in {200, 201}) for status in ground.answers), ground.answers
    served |= serve(ground, field.pages(ground))
    paths = [path for path in served if not path.startswith("/static/")]
    assert {served[path].status for path in paths} == {200}
    ran: list[str] = []

    def answer(route: Route) -> None:
        address = urlsplit(route.request.url)
        known = served.get(address.path + (f"?{address.query}" if address.query else ""))
        if known is None or f"{address.scheme}://{address.netloc}" != HOST:
            route.abort()
        else:
            route.fulfill(status=known.status, headers=known.headers, body=known.body)

    with chromium() as browser:
        page = browser.new_page()
        page.route("**/*", answer)
        page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
        page.on("popup", lambda popup: ran.append(f"popup {popup.url}"))
        for path in dict.fromkeys(paths):
            page.goto(HOST + path)
            assert page.evaluate(f"() => ({INSPECT})(document)") == [], path
    assert ran == []
