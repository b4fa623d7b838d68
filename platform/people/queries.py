"""Reads of people for other rooms, a page at a time: never one query per row."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from accounts.queries import list_user_infos
from people.contracts import PersonInfo
from people.models import Identity, Person


def people_by_id(ids: Iterable[UUID]) -> Mapping[UUID, PersonInfo]:
    """Names, handles and roles of these people in three queries, whatever their number."""
    wanted = set(ids)
    rows = Person.objects.filter(pk__in=wanted).values_list("pk", "name", "language", "is_imported")
    accounts = {
        person_id: UUID(value)
        for person_id, value in Identity.objects.filter(person_id__in=wanted, kind="account").values_list("person_id", "value")
    }
    users = list_user_infos(accounts.values())
    found: dict[UUID, PersonInfo] = {}
    for person_id, name, language, is_imported in rows:
        user = users.get(accounts[person_id]) if person_id in accounts else None
        found[person_id] = PersonInfo(
            id=person_id,
            name=user.name if user else name,
            language=language,
            user_id=user.id if user else None,
            handle=user.handle if user else "",
            role=user.role if user else "",
            is_imported=is_imported,
        )
    return found


def person_id_of_user(user_id: UUID) -> UUID | None:
    """The person behind an account, or None while it has done nothing yet."""
    return Identity.objects.filter(kind="account", scope="", value=str(user_id)).values_list("person_id", flat=True).first()
