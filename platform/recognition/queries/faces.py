"""How members look on pages of recognition: as they do beside their posts."""

from collections.abc import Collection, Mapping
from uuid import UUID

from accounts.queries import list_user_infos
from community.faces import Face, face_of
from community.queries.members import members_by_user
from people.contracts import PersonInfo


def faces_of(user_ids: Collection[UUID]) -> Mapping[UUID, Face]:
    """The faces of these accounts, in two queries; those that are gone are left out."""
    people = {user_id: member.person_id for user_id, member in members_by_user(user_ids).items()}
    return {
        user_id: face_of(
            PersonInfo(
                people.get(user_id) or user_id,
                user.name,
                user.language,
                user_id,
                user.handle,
                user.role,
                picture=user.picture,
            )
        )
        for user_id, user in list_user_infos(user_ids).items()
    }
