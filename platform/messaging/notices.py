"""How a member hears of a message, and the envelope in the header."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from markupsafe import Markup

from accounts.notices import Noticed, NoticeKind, register_kind
from kernel.actor import Actor
from messaging.policies import can_use_messages
from messaging.queries.exchanges import unread_exchanges


def register() -> None:
    """Declare the kind of notice."""
    register_kind(
        NoticeKind(
            key="message", label=gettext_lazy("Somebody writes to me"), text=_text, path=_path, section="messages", order=10
        )
    )


def envelope_of(actor: Actor) -> Markup | None:
    """The envelope with the number of conversations in which something is unread; one query."""
    if actor.user_id is None or not can_use_messages(actor):
        return None
    context = {"unread": unread_exchanges(actor.user_id), "viewer": str(actor.user_id)}
    return Markup(render_to_string("messaging/parts/envelope.html", context))  # noqa: S704 - an escaping template made it


def _text(noticed: Noticed) -> str:
    if not noticed.who:
        return _("You have a new message.")
    return ngettext("%(who)s wrote you %(count)d message.", "%(who)s wrote you %(count)d messages.", noticed.count) % {
        "who": noticed.who,
        "count": noticed.count,
    }


def _path(noticed: Noticed) -> str:
    return f"/messages/{noticed.data.get('exchange', '')}/"
