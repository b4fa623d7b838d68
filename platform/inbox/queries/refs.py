"""People and colleagues as the staff application shows them."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from accounts.contracts import UserInfo, hue_of
from accounts.queries import list_user_infos
from inbox.contracts import PersonRef, UserRef
from people.contracts import PersonInfo
from people.queries import people_by_id


def list_person_refs(ids: Iterable[UUID]) -> Mapping[UUID, PersonRef]:
    """These people by id, in three queries."""
    return {pk: person_ref(info) for pk, info in people_by_id(ids).items()}


def list_user_refs(ids: Iterable[UUID]) -> Mapping[UUID, UserRef]:
    """These colleagues by id, in one query."""
    return {pk: user_ref(info) for pk, info in list_user_infos(ids).items()}


def person_ref(info: PersonInfo) -> PersonRef:
    """One person."""
    return PersonRef(info.id, info.name, info.handle, info.role, info.user_id, info.is_imported, hue_of(info.id))


def user_ref(info: UserInfo) -> UserRef:
    """One colleague."""
    return UserRef(info.id, info.name, info.handle, info.role, hue_of(info.id))
