"""Private messages obey the community's abilities and limits, stand in its header, and are a button on profiles."""

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from community.abilities import Ability, can
from community.extensions import provide_header_item, provide_profile_section
from community.limits import enforce
from kernel.actor import Actor
from messaging.contracts import provide_gatekeeper
from messaging.notices import count_unread, envelope_of
from messaging.policies import can_begin
from people.contracts import PersonInfo


class CommunityGatekeeper:
    """`messaging.contracts.Gatekeeper`, answered from trust levels and rate limits."""

    def may_begin(self, actor: Actor) -> bool:
        return can(actor, Ability.MESSAGE)

    def count(self, actor: Actor) -> None:
        enforce(actor, "message")


def connect_messages() -> None:
    """Hand everything in; called from ready()."""
    provide_gatekeeper(CommunityGatekeeper())
    provide_header_item("messages", 12, envelope_of, count_unread)
    provide_profile_section("messages", 10, write_to)


def write_to(actor: Actor, person: PersonInfo) -> Markup | None:
    """The way to write to this member, for those who may begin."""
    if not can_begin(actor):
        return None
    if not person.handle or person.user_id == actor.user_id:
        return None
    return Markup('<p class="button-row"><a class="button button-quiet" href="{}?to={}">{}</a></p>').format(
        reverse("messaging_new"), person.handle, _("Send a message")
    )
