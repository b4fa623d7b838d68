"""The bell in the header: a link with the number of what is unread, kept up to date where there is JavaScript."""

from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from markupsafe import Markup

from kernel.actor import Actor
from notifications.queries.listing import unread_of


def count_unread(actor: Actor) -> "QuerySet[Any, Any] | None":
    """What the bell of somebody signed in counts."""
    return unread_of(actor.user_id) if actor.user_id is not None else None


def bell_of(actor: Actor, unread: int) -> Markup:
    """The bell."""
    context = {"unread": unread, "viewer": str(actor.user_id)}
    return Markup(render_to_string("notifications/parts/bell.html", context))  # noqa: S704 - an escaping template made it
