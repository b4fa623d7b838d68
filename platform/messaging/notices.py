"""How a member hears of a message, and the envelope in the header."""

from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from markupsafe import Markup

from accounts.notices import Noticed, NoticeKind, register_kind
from kernel.actor import Actor
from messaging.policies import can_use_messages
from messaging.queries.exchanges import unread_of


def register() -> None:
    """Declare the kind of notice."""
    register_kind(
        NoticeKind(
            key="message", label=gettext_lazy("Somebody writes to me"), text=_text, path=_path, section="messages", order=10
        )
    )


def count_unread(actor: Actor) -> "QuerySet[Any, Any] | None":
    """In how many conversations something is unread, for those who may have any."""
    return unread_of(actor.user_id) if actor.user_id is not None and can_use_messages(actor) else None


def envelope_of(actor: Actor, unread: int) -> Markup:
    """The envelope."""
    context = {"unread": unread, "viewer": str(actor.user_id)}
    return Markup(render_to_string("messaging/parts/envelope.html", context))  # noqa: S704 - an escaping template made it


def _text(noticed: Noticed) -> str:
    if not noticed.who:
        return _("You have a new message.")
    return ngettext("%(who)s wrote to you.", "%(who)s wrote to you.", noticed.people) % {"who": noticed.who}


def _path(noticed: Noticed) -> str:
    return f"/messages/{noticed.data.get('exchange', '')}/"
