"""What moderation adds to the community's pages: "Flag" on posts, the queue's length in the header, a line on profiles."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup, escape

from community.extensions import MenuItem
from kernel.actor import Actor
from moderation.policies import can_open_queue, can_penalise
from moderation.queries.waiting import waiting_for
from people.contracts import PersonInfo

_ANY = UUID("5f0c8b1e-7f0e-4d3a-9d52-6b8f5e1c2a47")
"""Stands for any post's id, so that an address is made once for a page of posts."""


def post_menu(actor: Actor, post_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[MenuItem]]:
    """A link to the form, for everybody signed in; the form says who may flag what."""
    if not actor.is_authenticated:
        return {}
    label, to_any = _("Flag"), reverse("moderation_flag", args=["post", _ANY])
    return {post_id: [MenuItem(label, to_any.replace(str(_ANY), str(post_id)), is_for_others=True)] for post_id in post_ids}


def count_waiting(actor: Actor) -> "QuerySet[Any, Any] | None":
    """How much waits in the queue, for those who work in it."""
    return waiting_for(actor) if can_open_queue(actor) else None


def header_item(_actor: Actor, count: int) -> Markup:
    """The way to the queue and how much waits there."""
    label = escape(ngettext("Review: %(count)s waiting", "Review: %(count)s waiting", count) % {"count": count})
    number = Markup('<span class="review-count">{}</span>').format(count) if count else ""
    return Markup('<a class="shell-nav-link review-link" href="{}" title="{}"><span>{}</span>{}</a>').format(
        reverse("moderation_queue"), label, _("Review"), number
    )


def profile_section(actor: Actor, person: PersonInfo) -> Markup | None:
    """For moderators: the way to what was decided about the member."""
    if not (actor.is_authenticated and can_penalise(actor)) or person.user_id is None:
        return None
    return Markup('<p class="review-profile"><a class="link-button" href="{}">{}</a></p>').format(
        reverse("moderation_member", args=[person.user_id]), _("Moderate this member")
    )
