"""How a journey is looked at: each step as a picture at both widths, none of them wider than its window, and judged by axe."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from playwright.sync_api import Page, ViewportSize

from tests.journeys.browser import DESKTOP, NARROW, SCREENSHOTS, Window, assert_accessible

TALLEST = 2_600


@dataclass(frozen=True)
class Look:
    """A brand and the width at which its people work; the steps are pictured at the other width too."""

    brand: str
    language: str
    size: tuple[int, int]

    @property
    def name(self) -> str:
        """What the folder of its pictures is called."""
        return f"{self.brand}-{self.size[0]}"

    @property
    def direction(self) -> str:
        """Which way its pages run."""
        return "rtl" if self.language == "ar" else "ltr"


WIDE = Look("acme", "en", DESKTOP)
PHONE_SIZED = Look("acme", "en", NARROW)
RIGHT_TO_LEFT = Look("globex", "ar", DESKTOP)
LOOKS: Mapping[str, Look] = {"wide": WIDE, "narrow": PHONE_SIZED, "right-to-left": RIGHT_TO_LEFT}


def look(window: Window, title: str, *, axe: bool = True) -> None:
    """Keep this step at 1280 and at 320 px; fail when it must be scrolled sideways or when axe finds something serious.

    Axe itself needs scripts: a journey without them has its pages judged afterwards.
    """
    page, own = window.page, window.page.viewport_size
    assert own is not None
    window.steps += 1
    folder = SCREENSHOTS / window.journey
    folder.mkdir(parents=True, exist_ok=True)
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    for width, height in (DESKTOP, NARROW):
        page.set_viewport_size(ViewportSize(width=width, height=height))
        assert_fits(page, f"{window.name}: {title} at {width} px")
        tall: int = page.evaluate("() => document.documentElement.scrollHeight")
        page.screenshot(
            path=str(folder / f"{window.name}-{window.steps:02d}-{slug}-{width}.png"),
            full_page=True,
            clip={"x": 0, "y": 0, "width": width, "height": max(height, min(tall, TALLEST))},
        )
    page.set_viewport_size(own)
    if axe:
        assert_accessible(page, f"{window.name}: {title}")


def assert_fits(page: Page, where: str) -> None:
    """Nothing on the page is wider than the window."""
    over: int = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if over > 0:
        found: list[str] = page.evaluate(_WIDER)
        raise AssertionError(f"{where}: {over} px too wide: {found}")


_WIDER = """() => {
  const wide = document.documentElement.clientWidth
  const out = [...document.querySelectorAll('body *')].filter((one) => {
    const box = one.getBoundingClientRect()
    return box.width && (box.right > wide + 1 || box.left < -1)
  })
  return out.slice(0, 6).map((one) => one.outerHTML.slice(0, 160))
}"""
