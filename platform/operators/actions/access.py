"""Operators' own accounts: making and closing them, signing in and out."""

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.contracts import normalise_email
from accounts.hashing import hash_key
from kernel.clock import now
from kernel.errors import NotFoundError
from operators.auditing import audit
from operators.contracts import OperatorActor, SignedIn
from operators.errors import OperatorExistsError, SignInRefusedError, TooManyTriesError, WeakPasswordError
from operators.models import AuditEntry, Operator, OperatorSession
from operators.totp import code_fits

SYSTEM = "system"
SESSION_LASTS = timedelta(hours=8)
WINDOW = timedelta(minutes=15)
TRIES_PER_EMAIL = 5
TRIES_PER_ADDRESS = 20
FAILED = "sign_in_failed"


def create_operator(*, actor: OperatorActor, email: str, password: str) -> Operator:
    """A new operator; raises OperatorExistsError or WeakPasswordError."""
    try:
        validate_password(password)
    except ValidationError as error:
        raise WeakPasswordError(" ".join(error.messages)) from error
    operator = Operator(email=normalise_email(email), created_at=now())
    operator.set_password(password)
    try:
        with transaction.atomic(using=SYSTEM):
            operator.save(force_insert=True)
            audit(actor, "operator_created", subject=operator.email)
    except IntegrityError as error:
        raise OperatorExistsError from error
    return operator


def disable_operator(*, actor: OperatorActor, email: str, at: datetime | None = None) -> None:
    """Close an operator's account and end its sessions."""
    with transaction.atomic(using=SYSTEM):
        operator = Operator.objects.select_for_update().filter(email=normalise_email(email)).first()
        if operator is None:
            raise NotFoundError
        if operator.disabled_at is not None:
            return
        operator.disabled_at = at or now()
        operator.save(update_fields=["disabled_at"])
        OperatorSession.objects.filter(operator=operator).delete()
        audit(actor, "operator_disabled", subject=operator.email)


def sign_in(
    *, actor: OperatorActor, email: str, password: str, code: str = "", agent: str = "", at: datetime | None = None
) -> SignedIn:
    """A session of eight hours. Every failure says the same, takes as long and is recorded; too many are turned away."""
    at, email = at or now(), normalise_email(email)
    _slow_down(actor, email, at)
    operator = Operator.objects.filter(email=email, disabled_at=None).first()
    if operator is None:
        make_password(password)
    if operator is None or not operator.has_password(password) or not code_fits(operator, code):
        audit(actor, FAILED, subject=email)
        raise SignInRefusedError
    key = secrets.token_urlsafe(32)
    with transaction.atomic(using=SYSTEM):
        OperatorSession.objects.filter(expires_at__lte=at).delete()
        OperatorSession.objects.create(
            key_hash=hash_key(key),
            operator=operator,
            address=actor.address,
            agent=agent[:300],
            created_at=at,
            expires_at=at + SESSION_LASTS,
        )
        audit(OperatorActor(operator.email, operator.pk, actor.address), "signed_in", subject=email)
    return SignedIn(operator.pk, key)


def sign_out(*, actor: OperatorActor, key: str) -> None:
    """End the session behind this cookie."""
    with transaction.atomic(using=SYSTEM):
        OperatorSession.objects.filter(key_hash=hash_key(key)).delete()
        audit(actor, "signed_out")


def _slow_down(actor: OperatorActor, email: str, at: datetime) -> None:
    recent = AuditEntry.objects.filter(action=FAILED, at__gt=at - WINDOW)
    by_email = recent.filter(subject=email).count() >= TRIES_PER_EMAIL
    if by_email or (actor.address and recent.filter(address=actor.address).count() >= TRIES_PER_ADDRESS):
        raise TooManyTriesError
