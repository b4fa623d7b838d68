"""People at their windows: Chromium contexts, screenshots of each step, and axe on every page they pass."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, sync_playwright

from launch.chromium import find_chromium
from tests.journeys.servers import Running
from tests.plugin import ROOT
from tests.worlds import PASSWORD

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SCREENSHOTS = ROOT / "var" / "journeys"
DESKTOP, PHONE, NARROW = (1280, 860), (390, 844), (320, 700)
KEYS_MILLISECONDS = 45


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's own browser, headless."""
    path = find_chromium()
    assert path is not None, "The journeys need Chromium: `make test` installs it, or set CHORUS_CHROMIUM."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Window:
    """One person's window. `step` looks, judges accessibility and keeps a picture."""

    name: str
    page: Page
    journey: str
    context: BrowserContext
    problems: list[str] = field(default_factory=list)
    steps: int = 0

    def step(self, title: str, *, axe: bool = True) -> None:
        """Keep a screenshot of this moment; fail on serious or critical axe findings."""
        self.steps += 1
        folder = SCREENSHOTS / self.journey
        folder.mkdir(parents=True, exist_ok=True)
        slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
        self.page.screenshot(path=str(folder / f"{self.name}-{self.steps:02d}-{slug}.png"))
        if axe:
            assert_accessible(self.page, f"{self.name}: {title}")


def assert_accessible(page: Page, where: str) -> None:
    """No serious or critical finding of axe-core."""
    found: Any = Axe().run(page, options={"resultTypes": ["violations"]}).response
    bad = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
    lines = [f"{v['id']} ({v['impact']}): {node['html'][:200]}" for v in bad for node in v["nodes"][:3]]
    assert not bad, f"{where}:\n" + "\n".join(lines)


@contextmanager
def open_window(
    browser: Browser, running: Running, brand: str, name: str, *, journey: str, size: tuple[int, int] = DESKTOP, **options: Any
) -> Iterator[Window]:
    """A fresh browser profile on a brand's host; console errors and failed pages end the test."""
    # Without motion: a picture or a judgement of contrast in the middle of a fade would be of neither state.
    viewport = ViewportSize(width=size[0], height=size[1])
    context = browser.new_context(base_url=running.url(brand, ""), viewport=viewport, reduced_motion="reduce", **options)
    context.set_default_timeout(20_000)
    page = context.new_page()
    window = Window(name, page, journey, context)
    page.on("pageerror", lambda error: window.problems.append(f"error in the page: {error}"))
    page.on(
        "console", lambda message: window.problems.append(message.text) if "Content Security Policy" in message.text else None
    )
    page.on("response", lambda answer: window.problems.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None)
    try:
        yield window
        assert not window.problems, f"{name}: {window.problems}"
    finally:
        context.close()


def sign_in(window: Window, email: str, password: str = PASSWORD) -> None:
    """Through the form, as anybody would."""
    page = window.page
    page.goto("/account/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("form:has(input[name=login]) button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/account/login" not in url)


def newest_mail(running: Running, to: str, *, seconds: float = 20) -> str:
    """The text of the last mail to this address, once there is one: mail leaves after the request that asked for it."""
    deadline = time.monotonic() + seconds
    while not (found := _mails_to(running, to)):
        assert time.monotonic() < deadline, f"no mail to {to}"
        time.sleep(0.2)
    text = found[-1].get_body(("plain",))
    assert text is not None, f"the mail to {to} has no text"
    return str(text.get_content())


def _mails_to(running: Running, to: str) -> "list[EmailMessage]":
    files = sorted((running.data / "mail").glob("*"), key=lambda path: path.stat().st_mtime)
    # Django parts the mails of one file by a line, which the reader of the last one takes for its end.
    mails = [cast("EmailMessage", message_from_bytes(path.read_bytes(), policy=policy.default)) for path in files]
    return [mail for mail in mails if to in str(mail["To"])]


def link_in_mail(running: Running, brand: str, to: str, path: str) -> str:
    """The path of the newest mailed link that begins so."""
    mail = newest_mail(running, to)
    found = re.search(rf"http://{brand}\.localhost:\d+({path}\S+)", mail)
    assert found is not None, mail
    return found.group(1)


def look_until(page: Page, wanted: Locator, *, seconds: float = 20) -> None:
    """Load the page again until this is on it: what brings it happens after the request that caused it."""
    deadline = time.monotonic() + seconds
    while wanted.count() == 0:
        assert time.monotonic() < deadline, f"{wanted} did not come to {page.url}"
        page.wait_for_timeout(500)
        page.reload()


def write(field: Locator, text: str) -> None:
    """Key by key: a first contribution that was written faster than people write is held."""
    field.press_sequentially(text, delay=KEYS_MILLISECONDS)
