"""Following topics, tags and spaces more or less closely."""

from datetime import datetime
from uuid import UUID

from accounts.actors import require_user_id
from community.events import WatchChanged, WatchKind
from community.models.space import Space
from community.models.tag import Tag
from community.models.topic import Topic
from community.models.watch import Watch, WatchLevel
from community.policies import can_view_space, can_view_topic
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import ForbiddenError, InvalidError, NotFoundError


@action
def set_watch(
    *, actor: Actor, kind: str, target_id: UUID, level: str, is_automatic: bool = False, at: datetime | None = None
) -> Watch | None:
    """The actor follows the target at this level; None for "normal", which keeps no row unless it was chosen over an
    automatic one. An automatic level never replaces a chosen one. Raises NotFoundError for what the actor cannot see."""
    if not actor.is_authenticated:
        raise ForbiddenError
    if kind not in set(WatchKind) or level not in set(WatchLevel):
        raise InvalidError.choose("level", WatchLevel)
    _require_visible(actor, WatchKind(kind), target_id)
    user_id = require_user_id(actor)
    known = Watch.objects.select_for_update().filter(user_id=user_id, kind=kind, target=target_id).first()
    if known is not None and is_automatic and (not known.is_automatic or known.level == WatchLevel.WATCHING):
        return known
    if known is not None and (known.level, known.is_automatic) == (level, is_automatic):
        return known
    if known is None and level == WatchLevel.NORMAL and kind != WatchKind.TOPIC:
        return None
    watch, _made = Watch.objects.update_or_create(
        user_id=user_id,
        kind=kind,
        target=target_id,
        defaults={"level": level, "is_automatic": is_automatic, "at": at or now()},
    )
    publish(WatchChanged(user_id=user_id, kind=WatchKind(kind), target_id=target_id), actor=actor)
    return watch


def _require_visible(actor: Actor, kind: WatchKind, target_id: UUID) -> None:
    if kind is WatchKind.TAG:
        if not Tag.objects.filter(pk=target_id).exists():
            raise NotFoundError
        return
    if kind is WatchKind.SPACE:
        space = Space.objects.filter(pk=target_id).first()
        if space is None or not can_view_space(actor, space):
            raise NotFoundError
        return
    topic = Topic.objects.select_related("space").filter(pk=target_id).first()
    if topic is None or not can_view_topic(actor, topic):
        raise NotFoundError
