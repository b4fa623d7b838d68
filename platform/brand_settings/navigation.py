"""The administrators' area: which pages it has, in which groups, for whom."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class ManagePage:
    """One entry of the area's navigation. `url_name` is a route without arguments; `allowed` is a policy."""

    group: str
    order: int
    title: Any
    url_name: str
    allowed: Callable[[Actor], bool]


GROUPS = ("community", "people", "moderation", "brand", "data")
_pages: dict[str, ManagePage] = {}


def register_page(group: str, order: int, title: Any, url_name: str, allowed: Callable[[Actor], bool]) -> None:
    """Add a page; called from its app's ready(). `title` is a lazy translation."""
    if group not in GROUPS:
        raise ValueError(f"no group is called {group}")
    _pages[url_name] = ManagePage(group, order, title, url_name, allowed)


def pages_for(actor: Actor) -> list[tuple[str, list[ManagePage]]]:
    """The groups and pages that this actor may open, in order."""
    mine = sorted((page for page in _pages.values() if page.allowed(actor)), key=lambda page: (page.order, page.url_name))
    grouped = [(group, [page for page in mine if page.group == group]) for group in GROUPS]
    return [(group, pages) for group, pages in grouped if pages]
