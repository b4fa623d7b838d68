"""The bell in the header: a link with the number of what is unread, kept up to date where there is JavaScript."""

from django.template.loader import render_to_string
from markupsafe import Markup

from kernel.actor import Actor
from notifications.queries.listing import unread_count


def bell_of(actor: Actor) -> Markup | None:
    """The bell of somebody signed in; one query that reads one row."""
    if actor.user_id is None:
        return None
    context = {"unread": unread_count(actor.user_id), "viewer": str(actor.user_id)}
    return Markup(render_to_string("notifications/parts/bell.html", context))  # noqa: S704 - an escaping template made it
