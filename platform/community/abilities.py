"""What a trust level allows. The levels are the brand's to set; the defaults are Discourse's."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from brand_settings.base import BrandSettings, register, setting
from brand_settings.queries import read
from kernel.actor import Actor, Role

NEVER = 5
"""A level that nobody reaches: the ability is for staff and moderators alone."""
WITHOUT_TRUST = 2
"""What everybody is where the brand has no trust levels: those that were reached before are stale."""

TrustSwitch = Callable[[], bool]
_trust_switch: list[TrustSwitch] = []


def provide_trust_switch(switch: TrustSwitch) -> None:
    """Say who knows whether the brand has trust levels; called at start by the room that does."""
    _trust_switch[:] = [switch]


class Ability(StrEnum):
    """A thing that members may do from some trust level on."""

    CREATE_TOPIC = "create_topic"
    REPLY = "reply"
    VOTE = "vote"
    POST_LINKS = "post_links"
    POST_IMAGES = "post_images"
    UPLOAD_FILES = "upload_files"
    CREATE_POLL = "create_poll"
    FLAG = "flag"
    MESSAGE = "message"
    MENTION_HERE = "mention_here"
    MENTION_GROUPS = "mention_groups"
    IGNORE = "ignore"
    CREATE_TAG = "create_tag"
    MAKE_WIKI = "make_wiki"
    EDIT_WIKI = "edit_wiki"
    EDIT_OTHERS = "edit_others"
    EDIT_LONG_AFTER = "edit_long_after"
    SCHEDULE_TOPIC = "schedule_topic"


def _level(default: int, title: Any) -> Any:
    return setting(default, title=title, ge=0, le=NEVER)


@register
class AbilitySettings(BrandSettings):
    """The level from which each ability is had; 5 means never."""

    section: ClassVar[str] = "abilities"
    title: ClassVar[object] = _("Abilities by trust level")
    help: ClassVar[object] = _("From which trust level (0 to 4) members may do what. 5 keeps it to staff and moderators.")

    create_topic: int = _level(0, _("Begin topics"))
    reply: int = _level(0, _("Reply"))
    vote: int = _level(0, _("Like and vote"))
    post_links: int = _level(0, _("Post links"))
    post_images: int = _level(0, _("Post pictures"))
    upload_files: int = _level(1, _("Upload files"))
    create_poll: int = _level(1, _("Make polls"))
    flag: int = _level(1, _("Flag what others wrote"))
    message: int = _level(1, _("Write private messages"))
    mention_here: int = _level(2, _("Mention everybody in a topic with @here"))
    mention_groups: int = _level(1, _("Mention groups"))
    ignore: int = _level(2, _("Ignore other members"))
    create_tag: int = _level(3, _("Make new tags"))
    make_wiki: int = _level(3, _("Turn a post of one's own into a wiki"))
    edit_wiki: int = _level(1, _("Edit wiki posts"))
    edit_others: int = _level(4, _("Edit what others wrote"))
    edit_long_after: int = _level(2, _("Edit one's own posts long after"))
    schedule_topic: int = _level(NEVER, _("Schedule topics for later"))


def can(actor: Actor, ability: Ability) -> bool:
    """Whether the actor's level allows this; staff, moderators and the platform itself always may, strangers never."""
    if actor.is_staff or actor.role in (Role.MODERATOR, Role.SYSTEM):
        return True
    return actor.is_authenticated and level_of(actor) >= level_for(ability)


def level_of(actor: Actor) -> int:
    """The level that counts for what the actor may do."""
    return actor.level if actor.is_staff or actor.role is Role.MODERATOR else counted_level(actor.level)


def counted_level(level: int) -> int:
    """A member's level as it counts for what they may do: without trust levels all are full members (docs/adr/0010)."""
    return level if not _trust_switch or _trust_switch[0]() else WITHOUT_TRUST


def level_for(ability: Ability) -> int:
    """The level from which this brand allows it."""
    needed: int = getattr(read(AbilitySettings), ability.value)
    return needed
