"""Pages as Django would serve them, policy and all, looked at in a real browser: what is in the DOM, and what ran."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.test import Client
from playwright.sync_api import Route, sync_playwright

from launch.chromium import find_chromium
from tests.judging import INSPECT

HOST = "http://acme.localhost"


@dataclass(frozen=True)
class Served:
    """An answer of Django's, kept for the browser."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_page(self) -> bool:
        """Whether a browser would show it."""
        return self.headers.get("Content-Type", "").startswith("text/html")


@dataclass
class Album:
    """Answers by address. They are all taken before any browser is there: its loop would cut Django off from the test's
    transaction."""

    kept: dict[str, Served] = field(default_factory=dict)

    def take(self, client: Client, path: str, *, name: str = "") -> Served:
        """What this browser gets there, kept under a name of its own when the same address is asked for again and again."""
        address = f"{path}{'&' if '?' in path else '?'}look={name}" if name else path
        served = answer_of(client, path)
        self.keep(client, address, served)
        return served

    def keep(self, client: Client, address: str, served: Served) -> None:
        """An answer, and the scripts and styles that it names."""
        self.kept[address] = served
        if not served.is_page:
            return
        for asset in dict.fromkeys(re.findall(r'(?:src|href)="(/static/[^"]+)"', served.body.decode())):
            if asset not in self.kept:
                self.keep(client, asset, answer_of(client, asset))

    def pages(self) -> list[str]:
        """The addresses of what a browser would show."""
        return [address for address, served in self.kept.items() if served.is_page]


def answer_of(client: Client, path: str) -> Served:
    """What this browser gets there, whole, wherever it is sent on to."""
    response = client.get(path, follow=True)
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[arg-type] # never asynchronous here
    return Served(response.status_code, dict(response.items()), body)


def look_at(album: Album, pages: Iterable[str]) -> tuple[dict[str, list[str]], list[str]]:
    """What was found active in each page that is not clean, and what ran of its own."""
    found: dict[str, list[str]] = {}
    ran: list[str] = []

    def answer(route: Route) -> None:
        address = urlsplit(route.request.url)
        known = album.kept.get(address.path + (f"?{address.query}" if address.query else ""))
        if known is None or f"{address.scheme}://{address.netloc}" != HOST:
            route.abort()
        else:
            route.fulfill(status=known.status, headers=dict(known.headers), body=known.body)

    path = find_chromium()
    assert path is not None, "This needs Chromium: `make test` installs it, or set CHORUS_CHROMIUM."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.route("**/*", answer)
        page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
        page.on("popup", lambda popup: ran.append(f"popup {popup.url}"))
        for address in dict.fromkeys(pages):
            page.goto(HOST + address)
            seen: list[str] = page.evaluate(f"() => ({INSPECT})(document)")
            if seen:
                found[address] = seen
        browser.close()
    return found, ran
