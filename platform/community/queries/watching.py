"""Who follows what, and how closely. The topic's own level wins, then the loudest of its tags and space; muted tags and
spaces mute unless something says more about the topic itself."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from community.events import WatchKind
from community.models.tag import TopicTag
from community.models.topic import Topic
from community.models.watch import Watch, WatchLevel
from kernel.prepared import prepared

_LOUDNESS = {
    WatchLevel.WATCHING: 4,
    WatchLevel.WATCHING_FIRST: 3,
    WatchLevel.TRACKING: 2,
    WatchLevel.NORMAL: 1,
    WatchLevel.MUTED: 0,
}

_ASKED_FOR = tuple(level.value for level, loudness in _LOUDNESS.items() if loudness > _LOUDNESS[WatchLevel.NORMAL])


def levels_of(user_id: UUID, kind: str, targets: Collection[UUID]) -> Mapping[UUID, str]:
    """What this account chose for these targets; those without a row are normal and left out. One query."""
    return dict(_levels(user_id, kind, list(targets)))


@prepared
def _levels(user_id: UUID, kind: str, targets: list[UUID]) -> QuerySet[Watch, Any]:
    return Watch.objects.filter(user_id=user_id, kind=kind, target__among=targets).values_list("target", "level")


def watchers_of(topic_id: UUID) -> Mapping[UUID, str]:
    """Account id to effective level, for all who said anything about the topic, its tags or its space. Two queries and a
    third for tags; permission to read is the caller's to check."""
    space_id = Topic.objects.filter(pk=topic_id).values_list("space_id", flat=True).first()
    if space_id is None:
        return {}
    tags = list(TopicTag.objects.filter(topic_id=topic_id).values_list("tag_id", flat=True))
    rows = Watch.objects.filter(target__in=[topic_id, space_id, *tags]).values_list("user_id", "kind", "level")
    said: dict[UUID, dict[str, list[WatchLevel]]] = {}
    for user_id, kind, level in rows:
        said.setdefault(user_id, {}).setdefault(kind, []).append(WatchLevel(level))
    return {user_id: effective_level(by_kind).value for user_id, by_kind in said.items()}


def is_muted_by(user_id: UUID) -> Q:
    """Which topics this account has muted, as a condition on topics: what `effective_level` says, in the same statement."""
    mine = Watch.objects.filter(user_id=user_id)
    # Asked once for the whole statement: most members have muted nothing, and then no topic is looked at.
    mutes = Exists(mine.filter(level=WatchLevel.MUTED))
    itself = mine.filter(kind=WatchKind.TOPIC, target=OuterRef("pk"))
    tags = TopicTag.objects.filter(topic=OuterRef(OuterRef("pk"))).values("tag_id")
    around = mine.filter(Q(kind=WatchKind.SPACE, target=OuterRef("space_id")) | Q(kind=WatchKind.TAG, target__in=tags))
    muted_around = Q(Exists(around.filter(level=WatchLevel.MUTED)), ~Exists(around.filter(level__in=_ASKED_FOR)))
    return Q(mutes) & (Q(Exists(itself.filter(level=WatchLevel.MUTED))) | Q(~Exists(itself), muted_around))


def muted_sql(topic: str, *, with_space: bool = True) -> str:
    """The same in SQL, on the table or alias `topic`; takes the account once for each of its %s. Without its space where that is what one looks at."""
    mine = "SELECT 1 FROM community_watch AS watch WHERE watch.user_id = %s"
    itself = f"{mine} AND watch.kind = 'topic' AND watch.target = {topic}.id"
    carried = f"SELECT carried.tag_id FROM community_topictag AS carried WHERE carried.topic_id = {topic}.id"
    near = f"(watch.kind = 'tag' AND watch.target IN ({carried}))"
    around = f"{near} OR (watch.kind = 'space' AND watch.target = {topic}.space_id)" if with_space else near
    asked_for = ", ".join(f"'{level}'" for level in _ASKED_FOR)
    return f"""(EXISTS ({mine} AND watch.level = 'muted') AND (EXISTS ({itself} AND watch.level = 'muted') OR (
        NOT EXISTS ({itself}) AND EXISTS ({mine} AND watch.level = 'muted' AND ({around}))
        AND NOT EXISTS ({mine} AND watch.level IN ({asked_for}) AND ({around})))))"""


def effective_level(said: Mapping[str, Collection[WatchLevel]]) -> WatchLevel:
    """The one level that follows from what an account said about a topic, its tags and its space."""
    if said.get(WatchKind.TOPIC):
        return next(iter(said[WatchKind.TOPIC]))
    around = [*said.get(WatchKind.TAG, ()), *said.get(WatchKind.SPACE, ())]
    if not around:
        return WatchLevel.NORMAL
    loudest = max(around, key=_LOUDNESS.__getitem__)
    return WatchLevel.MUTED if loudest is WatchLevel.NORMAL and WatchLevel.MUTED in around else loudest
