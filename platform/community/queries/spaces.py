"""Which spaces there are for a reader, and how they lie in each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from branding.contracts import SpaceChoice
from community.models.space import Space
from community.policies import can_view_space
from kernel.actor import Actor
from kernel.errors import NotFoundError
from kernel.remembering import recall


@dataclass(slots=True)
class SpaceNode:
    """A space among the others that its reader may see."""

    space: Space
    depth: int = 0
    children: "list[SpaceNode]" = field(default_factory=list)

    def walk(self) -> "Iterable[SpaceNode]":
        """This space and everything in it, parents before children."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class SpaceTree:
    """The visible spaces. One whose parent is invisible stands at the top: nothing tells that there is a parent."""

    roots: Sequence[SpaceNode]
    by_id: dict[UUID, SpaceNode]

    def node(self, slug: str) -> SpaceNode:
        """The space of this address; raises NotFoundError."""
        found = next((node for node in self.by_id.values() if node.space.slug == slug), None)
        if found is None:
            raise NotFoundError
        return found

    def ancestors(self, space_id: UUID) -> list[Space]:
        """The way down to a space, itself left out."""
        found: list[Space] = []
        node = self.by_id.get(space_id)
        while node is not None and node.space.parent_id is not None:
            node = self.by_id.get(node.space.parent_id)
            if node is None or node.space in found:
                break
            found.insert(0, node.space)
        return found

    def within(self, space_id: UUID) -> list[Space]:
        """A space and all visible ones inside it."""
        node = self.by_id.get(space_id)
        return [inner.space for inner in node.walk()] if node is not None else []

    def walk(self) -> Iterable[SpaceNode]:
        """All spaces in the order of the front page, each followed by what lies in it."""
        for root in self.roots:
            yield from root.walk()


def list_spaces(actor: Actor) -> Sequence[Space]:
    """The spaces that the actor may read, in the order of the front page; one query."""
    return list(Space.objects.visible_to(actor).in_order())


def known_spaces(actor: Actor) -> Sequence[Space]:
    """The same, asked once a request: for pages that name spaces in several places."""
    return recall(("spaces", actor.user_id), lambda: list_spaces(actor))


def tree_of(spaces: Sequence[Space]) -> SpaceTree:
    """These spaces as a tree; no query."""
    nodes = {space.pk: SpaceNode(space) for space in spaces}
    roots: list[SpaceNode] = []
    for node in nodes.values():
        parent = nodes.get(node.space.parent_id) if node.space.parent_id is not None else None
        (parent.children if parent is not None else roots).append(node)
    level = roots
    depth = 0
    while level:
        for node in level:
            node.depth = depth
        level, depth = [child for node in level for child in node.children], depth + 1
    return SpaceTree(roots, nodes)


def ancestors_of(actor: Actor, space: Space) -> list[Space]:
    """The visible spaces above this one, the outermost first; no query for one that stands at the top."""
    return tree_of(list_spaces(actor)).ancestors(space.pk) if space.parent_id is not None else []


def get_space(actor: Actor, slug: str) -> Space:
    """One space by its address; raises NotFoundError when there is none for this reader."""
    space = Space.objects.filter(slug=slug).first()
    if space is None or not can_view_space(actor, space):
        raise NotFoundError
    return space


def get_space_by_id(actor: Actor, space_id: UUID) -> Space:
    """One space by id; raises NotFoundError when there is none for this reader."""
    space = Space.objects.filter(pk=space_id).first()
    if space is None or not can_view_space(actor, space):
        raise NotFoundError
    return space


def may_read_space(actor: Actor, space_id: UUID) -> bool:
    """Whether there is such a space for this reader; at most two queries."""
    return Space.objects.visible_to(actor).filter(pk=space_id).exists()


def readable_space_ids(actor: Actor) -> frozenset[UUID]:
    """Ids of the spaces that the actor may read; one query."""
    return frozenset(Space.objects.visible_to(actor).values_list("pk", flat=True))


def space_choices(actor: Actor, language: str) -> list[SpaceChoice]:
    """The spaces of the actor in the order of the tree, by address and name; one query."""
    nodes = tree_of(list_spaces(actor)).walk()
    return [SpaceChoice(node.space.slug, node.space.words(language).name, node.depth) for node in nodes]
