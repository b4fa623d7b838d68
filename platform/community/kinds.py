"""What a brand can set about kinds of topic."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from brand_settings.base import BrandSettings, register


def _switch(default: bool, title: Any) -> bool:
    return Field(default, title=title)


def _number(default: int, title: Any, *, most: int, description: Any = "") -> int:
    return Field(default, ge=0, le=most, title=title, description=description)


@register
class QuestionSettings(BrandSettings):
    """Questions and their answers."""

    section: ClassVar[str] = "questions"
    title: ClassVar[Any] = _("Questions")
    several_solutions: bool = _switch(True, _("A question may have several accepted answers"))
    same_problem: bool = _switch(True, _("Members can say that they have the same problem"))
    close_solved_after_hours: int = _number(
        0,
        _("Close a solved question after this many hours"),
        most=8760,
        description=_("0 leaves solved questions open."),
    )


@register
class IdeaSettings(BrandSettings):
    """How many ideas a member can vote for at the same time."""

    section: ClassVar[str] = "ideas"
    title: ClassVar[Any] = _("Ideas")
    help: ClassVar[Any] = _("Votes on ideas that are done, declined or closed are free again.")
    votes_level_0: int = _number(2, _("Votes at trust level 0"), most=100)
    votes_level_1: int = _number(4, _("Votes at trust level 1"), most=100)
    votes_level_2: int = _number(6, _("Votes at trust level 2"), most=100)
    votes_level_3: int = _number(8, _("Votes at trust level 3"), most=100)
    votes_level_4: int = _number(10, _("Votes at trust level 4 and for staff"), most=100)
    alert_at: int = _number(1, _("Tell a member when this many votes are left"), most=100)

    def quota(self, level: int) -> int:
        """How many votes this trust level has."""
        votes: int = getattr(self, f"votes_level_{max(0, min(level, 4))}")
        return votes


@register
class ArticleSettings(BrandSettings):
    """The knowledge base."""

    section: ClassVar[str] = "articles"
    title: ClassVar[Any] = _("Knowledge base")
    write_level: int = _number(3, _("Trust level from which members may write articles"), most=4)
    review_every_days: int = _number(
        180, _("Look at each article again after this many days"), most=3650, description=_("0 never asks.")
    )
    ratings: bool = _switch(True, _("Ask readers whether an article was helpful"))
