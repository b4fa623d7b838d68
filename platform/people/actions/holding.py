"""Holding the forest of merges still while something is written about a person.

Writers share one lock per tenant, a merge or its undoing takes it alone: so nothing is ever attached to somebody who is
just being absorbed, whatever the number of steps between. Merges are rare; locking single rows along a chain could
deadlock with a merge that walks the same chain from its other end.
"""

from uuid import UUID

from django.db import OperationalError, connection
from django.utils.translation import gettext as _

from kernel.errors import NotFoundError, TransientError
from people.models import Person
from tenants.context import require_tenant_id

LOCK_TIMEOUT = "10s"


def hold_person(person_id: UUID) -> Person:
    """Who this is today, with the row locked: no merge moves anything of theirs before this transaction ends."""
    _lock("pg_advisory_xact_lock_shared")
    person = root_of(person_id)
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def hold_everybody() -> None:
    """Wait until nobody writes about people of this tenant, and keep it so until this transaction ends."""
    _lock("pg_advisory_xact_lock")


def root_of(person_id: UUID) -> Person:
    """Who this is today; raises NotFoundError."""
    person = Person.objects.select_related("merged_into").filter(pk=person_id).first()
    if person is None:
        raise NotFoundError
    return person.merged_into or person


def _lock(function: str) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("holding people needs a transaction")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout'), set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
        before = cursor.fetchone()[0]
        try:
            cursor.execute(f"SELECT {function}(hashtextextended(%s, 0))", [f"people:{require_tenant_id()}"])
        except OperationalError as error:
            raise TransientError(_("People are being merged right now; try again.")) from error
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [before])
