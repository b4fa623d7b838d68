"""Addresses of community pages, relative to the brand's host. The number finds the topic, the words are for people."""

from urllib.parse import quote

REPLIES_PER_PAGE = 25


def topic_path(number: int, slug: str) -> str:
    """Where a topic is read: /t/<words>-<number>/."""
    return f"/t/{quote(slug)}-{number}/"


def localized_topic_path(language: str, number: int, slug: str) -> str:
    """Where a translation of a topic is read: /de/t/<words>-<number>/; without a language the original."""
    return (f"/{language}" if language else "") + topic_path(number, slug)


def space_path(slug: str) -> str:
    """Where a space is read."""
    return f"/s/{quote(slug)}/"


def tag_path(name: str) -> str:
    """All topics with a tag."""
    return f"/tags/{quote(name, safe='')}/"


def person_path(handle: str) -> str:
    """A person's public profile."""
    return f"/u/{quote(handle)}/"


def group_path(slug: str) -> str:
    """A group's page."""
    return f"/g/{quote(slug)}/"


def page_of(position: int) -> int:
    """The page on which the post of this position stands."""
    return max(1, (position - 2) // REPLIES_PER_PAGE + 1)


def place_of(position: int) -> str:
    """What follows a topic's path to lead to the post of this position: page and anchor."""
    page = page_of(position)
    return f"{f'?page={page}' if page > 1 else ''}#post-{position}"
