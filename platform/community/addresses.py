"""Addresses of community pages, relative to the brand's host. The number finds the topic, the words are for people."""

from urllib.parse import quote


def topic_path(number: int, slug: str) -> str:
    """Where a topic is read: /t/<words>-<number>/."""
    return f"/t/{quote(slug)}-{number}/"


def space_path(slug: str) -> str:
    """Where a space is read."""
    return f"/s/{quote(slug)}/"


def tag_path(name: str) -> str:
    """All topics with a tag."""
    return f"/tags/{quote(name, safe='')}/"


def person_path(handle: str) -> str:
    """A person's public profile."""
    return f"/u/{quote(handle)}/"
