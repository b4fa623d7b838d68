"""An operator's second factor."""

from django.db import transaction

from accounts.sealing import seal, unseal
from operators.auditing import audit
from operators.contracts import OperatorActor
from operators.errors import WrongCodeError
from operators.models import Operator, OperatorSession
from operators.totp import code_fits, new_secret

SYSTEM = "system"


def begin_totp(*, actor: OperatorActor, session: OperatorSession) -> str:
    """The secret to put into the authenticator app; the same until it is confirmed. Not recorded: nothing changed yet."""
    if not session.pending_totp:
        session.pending_totp = seal(new_secret())
        session.save(update_fields=["pending_totp"])
    return unseal(session.pending_totp)


def confirm_totp(*, actor: OperatorActor, session: OperatorSession, code: str) -> None:
    """From now on signing in asks for a code; raises WrongCodeError when this one does not fit the secret."""
    with transaction.atomic(using=SYSTEM):
        operator = Operator.objects.select_for_update().get(pk=session.operator_id)
        operator.totp_secret, operator.totp_counter = session.pending_totp, 0
        if not session.pending_totp:
            raise WrongCodeError
        operator.save(update_fields=["totp_secret", "totp_counter"])
        if not code_fits(operator, code):
            raise WrongCodeError
        session.pending_totp = ""
        session.save(update_fields=["pending_totp"])
        audit(actor, "totp_activated", subject=operator.email)


def remove_totp(*, actor: OperatorActor, session: OperatorSession, code: str) -> None:
    """Signing in asks for the password alone again; needs a code that fits."""
    with transaction.atomic(using=SYSTEM):
        operator = Operator.objects.select_for_update().get(pk=session.operator_id)
        if not operator.totp_secret or not code_fits(operator, code):
            raise WrongCodeError
        operator.totp_secret = ""
        operator.save(update_fields=["totp_secret"])
        audit(actor, "totp_removed", subject=operator.email)
