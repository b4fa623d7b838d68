"""What a reader may do about the languages of a topic's posts, asked once a page."""

from dataclasses import dataclass
from uuid import UUID

from brand_settings.queries import read
from community.abilities import level_of
from community.authorship import known_author_id
from community.languages import LanguageSettings
from community.models.topic import Topic
from community.policies import can_moderate
from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Speaks:
    """Whether to offer translating, a machine's translation into the reader's language, and correcting a post's language."""

    may_translate: bool = False
    may_wish: bool = False
    into: str = ""
    may_correct: bool = False
    person_id: UUID | None = None


def speaks(actor: Actor, topic: Topic, author_id: UUID) -> Speaks:
    """The answer for this reader; nothing for those without an account. The policies decide again when it is done."""
    if not actor.is_authenticated:
        return Speaks()
    settings, rules = read(LanguageSettings), actor.is_staff or can_moderate(actor, topic.space)
    return Speaks(
        may_translate=rules or level_of(actor) >= settings.translate_level,
        may_wish=settings.machine and level_of(actor) >= settings.machine_level,
        into=actor.language,
        may_correct=rules,
        person_id=known_author_id(actor),
    )
