"""What colleagues wrote down about customers: consents that were given, and notes."""

from datetime import timedelta
from functools import partial

from demo.contracts import BrandText, CustomerText
from demo.loading.progress import Progress
from people.actions.consents import change_consent
from people.actions.notes import add_note

_AGO = timedelta(days=6)


def load_profiles(progress: Progress, brand: BrandText) -> int:
    """How many profiles were filled in."""
    known = [customer for customer in brand.customer if customer.noted_by]
    return sum(progress.once(f"profile:{customer.key}", partial(_profile, progress, customer)) for customer in known)


def _profile(progress: Progress, customer: CustomerText) -> None:
    actor, person_id = progress.actor(customer.noted_by), progress.id_of(f"person:{customer.key}")
    at = progress.began - _AGO
    for kind in customer.consents:
        change_consent(actor=actor, person_id=person_id, kind=kind, granted=True, at=at)
    if customer.note:
        note_id = progress.stable_id(f"note:{customer.key}", at)
        add_note(actor=actor, person_id=person_id, note_id=note_id, body=customer.note, at=at)
