"""The front page as a brand arranged it, and what it says to those who come."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from brand_settings.queries import read
from branding.settings import Block, WelcomeSettings
from community.models.member import Member
from community.models.space import Space
from community.queries.filters import Listing, TopicFilter
from community.queries.spaces import tree_of
from community.queries.topics import list_popular_tags, list_topics
from files.queries.links import link_rules
from kernel.actor import Actor
from kernel.markdown import render_markdown


@dataclass(frozen=True, slots=True)
class FilledBlock:
    """A block with what it shows: rows of topics, tags, or safe HTML."""

    block: Block
    rows: Sequence[Any] = ()
    tags: Sequence[str] = ()
    html: Markup | str = ""


_LISTS = {"latest": TopicFilter(), "waiting": TopicFilter(list=Listing.UNANSWERED), "solved": TopicFilter(solved="yes")}


def fill_blocks(actor: Actor, blocks: Sequence[Block], spaces: Sequence[Space]) -> list[FilledBlock]:
    """The blocks for this reader; one that names a space which the reader cannot see shows nothing of it."""
    return [_filled(actor, block, spaces) for block in blocks]


def _filled(actor: Actor, block: Block, spaces: Sequence[Space]) -> FilledBlock:
    if block.kind in _LISTS:
        within = list(spaces)
        if block.space:
            named = next((space for space in spaces if space.slug == block.space), None)
            within = tree_of(spaces).within(named.pk) if named is not None else []
        inside = bool(block.space)
        rows = (
            list_topics(within, _LISTS[block.kind], reader=actor.user_id, inside=inside, size=block.count).items if within else []
        )
        return FilledBlock(block, rows=rows)
    if block.kind == "tags":
        return FilledBlock(block, tags=list_popular_tags(spaces))
    if block.kind in {"text", "hero"} and block.text:
        return FilledBlock(block, html=Markup(render_markdown(block.text, links=link_rules())))  # noqa: S704 - cleaned by the renderer
    return FilledBlock(block)


def greeting_for(actor: Actor) -> Markup:
    """What the brand says to visitors, or to members who have not written yet; empty for everybody else."""
    said = read(WelcomeSettings)
    text = ""
    if actor.user_id is None:
        text = said.for_visitors
    elif said.for_newcomers and not Member.objects.filter(user_id=actor.user_id, first_posted_at__isnull=False).exists():
        text = said.for_newcomers
    return Markup(render_markdown(text, links=link_rules())) if text.strip() else Markup("")  # noqa: S704 - cleaned by the renderer
