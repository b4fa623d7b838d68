"""Telling somebody once why their mail did not become a reply."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from access.policies import authorise
from accounts.queries import list_user_infos
from connectors.actions.queueing import queue_mail
from connectors.contracts import Letter, Thread
from connectors.email.parsing import Mail
from connectors.keys import id_domain
from connectors.notices import reason_text
from connectors.policies import can_carry_mail
from events.recording import action
from kernel.actor import Actor
from kernel.ids import uuid7
from tenants.queries import get_current_tenant


@action
def answer_refusal(*, actor: Actor, mail: Mail, user_id: UUID | None, reason: str, said: str, at: datetime) -> None:
    """One answer a day for each sender and reason, marked so that no machine answers it."""
    authorise(actor, can_carry_mail)
    if "@" not in mail.sender:
        return
    brand = get_current_tenant()
    user = list_user_infos([user_id]).get(user_id) if user_id is not None else None
    language = (user.language if user is not None else "") or brand.language
    with translation.override(language):
        context = {"brand": brand, "reason": reason_text(reason), "said": said, "about": mail.subject, "language": language}
        context["direction"] = "rtl" if translation.get_language_bidi() else "ltr"
        subject = _("Your reply was not posted: %(about)s") % {"about": mail.subject or _("no subject")}
        text = render_to_string("connectors/mail/refusal.txt", context)
        html = render_to_string("connectors/mail/refusal.html", context)
    letter = Letter(
        kind="refusal",
        address=mail.sender,
        subject=subject,
        text=text,
        html=html,
        language=language,
        user_id=user.id if user is not None and user.email == mail.sender.lower() else None,
        sender_name=brand.name,
        thread=Thread(f"<{uuid7().hex}@{id_domain()}>", mail.message_id, (mail.message_id,)) if mail.message_id else None,
        auto_submitted="auto-replied",
        once_key=hashlib.sha256(reason.encode()).hexdigest()[:32],
    )
    queue_mail(actor=actor, letter=letter, at=at)
