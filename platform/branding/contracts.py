"""What higher rooms hand in: the spaces that a brand can name on its front page and for comments on its own site."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class SpaceChoice:
    """A space by its address, and how deep it lies in others."""

    slug: str
    name: str
    depth: int


ListSpaces = Callable[[Actor, str], Sequence[SpaceChoice]]
"""The spaces that an administrator may choose from, named in this language, in the order of the tree."""
_listing: list[ListSpaces] = []


def provide_spaces(listing: ListSpaces) -> None:
    """Say which spaces there are."""
    _listing[:] = [listing]


def list_space_choices(actor: Actor, language: str) -> Sequence[SpaceChoice]:
    """What there is to choose from; nothing where no room has spaces."""
    return _listing[0](actor, language) if _listing else ()
