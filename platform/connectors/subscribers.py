"""What follows from a mail: one that came in is handled, one that waits is sent once its transaction has committed."""

from functools import partial

from django.db import transaction

from community.events import TranslationWanted
from connectors.events import MailQueued, MailReceived
from connectors.processing import process_mail
from events.base import Event
from events.log import Recorded
from events.subscribers import subscribe
from kernel.actor import system_actor
from kernel.clock import now
from tenants.context import require_tenant_id


@subscribe("connectors.handle_mail", MailReceived)
def handle(event: Event, recorded: Recorded) -> None:
    """Becomes a reply, a bounce, a refusal; failing never stops the mails behind it."""
    assert isinstance(event, MailReceived)
    process_mail(actor=system_actor(require_tenant_id()), mail_id=event.mail_id, at=now())


@subscribe("connectors.send_mail", MailQueued)
def send(event: Event, recorded: Recorded) -> None:
    """The network has no place in this transaction: a task does it, and the sweep when the broker is away."""
    from connectors.tasks import deliver_mail  # noqa: PLC0415 - tasks and subscribers are one layer

    assert isinstance(event, MailQueued)
    transaction.on_commit(partial(_hand_to, deliver_mail, str(event.mail_id)))


def _hand_to(task: object, mail_id: str) -> None:
    task.apply_async(kwargs={"mail_id": mail_id}, ignore_result=True)  # type: ignore[attr-defined] # a Celery task


@subscribe("connectors.translate", TranslationWanted)
def translate(event: Event, recorded: Recorded) -> None:
    """The same for a translation that somebody waits for."""
    from connectors.tasks import translate_now  # noqa: PLC0415 - tasks and subscribers are one layer

    assert isinstance(event, TranslationWanted)
    transaction.on_commit(partial(_run, translate_now))


def _run(task: object) -> None:
    task.apply_async(kwargs={}, ignore_result=True)  # type: ignore[attr-defined] # a Celery task
