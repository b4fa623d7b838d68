"""What a change of kind would keep and set aside, told before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.authorship import known_author_id
from community.kind_policies import can_change_kind
from community.models.article import Article, ArticleVersion
from community.models.idea import IdeaVote
from community.models.solution import SameProblem, Solution
from community.models.space import Space
from community.models.topic import KIND_CHOICES, Kind, Topic
from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class KindChange:
    """One possible change: what goes on as before, what rests until the topic has its old kind again, what is lost."""

    kind: str
    label: str
    keeps: Sequence[str]
    rests: Sequence[str]
    loses: Sequence[str]
    returns: Sequence[str]


def allows_kind(space: Space, kind: str) -> bool:
    """Whether topics of this kind are kept in this space; one that names no kinds takes all."""
    return not space.kinds or kind in space.kinds


def default_kind(space: Space) -> str:
    """What a topic is when nobody says."""
    return space.kinds[0] if space.kinds else Kind.QUESTION.value


def list_changes(actor: Actor, topic: Topic) -> list[KindChange]:
    """The kinds that this actor may make of this topic, with what each would mean."""
    person_id = known_author_id(actor)
    return [
        preview_change(topic, kind)
        for kind in Kind
        if kind != topic.kind and allows_kind(topic.space, kind) and can_change_kind(actor, topic, person_id, kind)
    ]


def preview_change(topic: Topic, kind: str) -> KindChange:
    """What making this topic one of that kind would mean."""
    return KindChange(
        kind=str(kind),
        label=str(dict(KIND_CHOICES)[str(kind)]),
        keeps=[_("All posts, their votes, the tags and the address stay as they are.")],
        rests=_belongings(topic, topic.kind),
        loses=_losses(topic),
        returns=_belongings(topic, kind),
    )


def _belongings(topic: Topic, kind: str) -> list[str]:
    if kind == Kind.QUESTION:
        return _of_question(topic)
    if kind == Kind.IDEA:
        return _of_idea(topic)
    return _of_article(topic) if kind == Kind.ARTICLE else []


def _of_question(topic: Topic) -> list[str]:
    found = []
    answers = Solution.objects.filter(topic=topic).count() or (1 if topic.solution_id else 0)
    if answers:
        found.append(ngettext("%(count)d accepted answer", "%(count)d accepted answers", answers) % {"count": answers})
    same = SameProblem.objects.filter(topic=topic).count()
    if same:
        found.append(
            ngettext("%(count)d member with the same problem", "%(count)d members with the same problem", same) % {"count": same}
        )
    return found


def _of_idea(topic: Topic) -> list[str]:
    votes = IdeaVote.objects.filter(topic=topic).count()
    found = []
    if votes:
        found.append(ngettext("%(count)d vote for the idea", "%(count)d votes for the idea", votes) % {"count": votes})
    if topic.idea_status != "open":
        found.append(_("The idea's status and the reasons given for it"))
    return found


def _of_article(topic: Topic) -> list[str]:
    article = Article.objects.filter(topic=topic).first()
    if article is None:
        return []
    versions = ArticleVersion.objects.filter(article=article).count()
    return [
        ngettext("%(count)d version with its review", "%(count)d versions with their reviews", versions) % {"count": versions}
    ]


def _losses(topic: Topic) -> list[str]:
    if topic.kind == Kind.ANNOUNCEMENT and topic.banner_at is not None:
        return [_("Its banner is taken down.")]
    if topic.kind == Kind.IDEA:
        return [_("Voters get their votes back and may use them elsewhere meanwhile.")]
    return []
