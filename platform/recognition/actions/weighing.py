"""What deeds are worth in a particular space."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from access.policies import authorise
from community.queries.spaces import get_space_by_id
from events.recording import action, publish
from kernel.actor import Actor, system_actor
from kernel.errors import InvalidError
from recognition.actions.catching_up import request_catch_up
from recognition.events import SpaceWeightsChanged
from recognition.models.weight import SpaceWeight
from recognition.policies import can_manage_recognition

KINDS = ("topic_created", "reply_created", "like_given", "like_received", "solution", "flag_agreed")
MOST = 1_000


@action
def set_space_weights(*, actor: Actor, space_id: UUID, weights: Mapping[str, int]) -> None:
    """The space with exactly these points of its own; kinds that are left out are worth what they are everywhere."""
    authorise(actor, can_manage_recognition)
    space = get_space_by_id(actor, space_id)
    wrong = {
        kind: [_("A number from %(least)s to %(most)s.") % {"least": 0, "most": MOST}]
        for kind, points in weights.items()
        if kind not in KINDS or not 0 <= points <= MOST
    }
    if wrong:
        raise InvalidError(fields=wrong)
    standing = dict(SpaceWeight.objects.filter(space_id=space.pk).values_list("kind", "points"))
    if standing == dict(weights):
        return
    SpaceWeight.objects.filter(space_id=space.pk).delete()
    SpaceWeight.objects.bulk_create(
        [SpaceWeight(space_id=space.pk, kind=kind, points=points) for kind, points in sorted(weights.items())]
    )
    publish(SpaceWeightsChanged(space_id=space.pk), actor=actor)
    request_catch_up(actor=system_actor(actor.tenant_id), parts=["points", "badges"])
