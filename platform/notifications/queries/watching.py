"""The levels at which topics, tags and spaces can be followed, as controls show them."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from community.queries.watching import levels_of
from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class LevelOption:
    """One choice of a control."""

    code: str
    label: str
    help: str


def level_options(kind: str) -> list[LevelOption]:
    """The levels that make sense for a topic, tag or space, from the loudest to silence."""
    if kind == "topic":
        return [
            LevelOption("watching", _("Watching"), _("You are told of every reply.")),
            LevelOption(
                "tracking", _("Tracking"), _("New replies are counted in your lists; you are told when somebody addresses you.")
            ),
            LevelOption("normal", _("Normal"), _("You are told when somebody addresses you.")),
            LevelOption("muted", _("Muted"), _("You are told nothing, and it stays out of what is new and unread for you.")),
        ]
    return [
        LevelOption("watching", _("Watching"), _("You are told of every new topic and every reply.")),
        LevelOption("watching_first", _("Watching new topics"), _("You are told of every new topic.")),
        LevelOption("tracking", _("Tracking"), _("What is new is counted in your lists.")),
        LevelOption("normal", _("Normal"), _("You are told when somebody addresses you.")),
        LevelOption("muted", _("Muted"), _("You are told nothing, and its topics stay out of what is new and unread for you.")),
    ]


def watch_level(actor: Actor, kind: str, target_id: UUID) -> LevelOption:
    """How closely the actor follows this; one query."""
    code = levels_of(actor.user_id, kind, [target_id]).get(target_id, "normal") if actor.user_id is not None else "normal"
    options = level_options(kind)
    return next((option for option in options if option.code == code), options[-2])
