"""Reads of accounts for other rooms."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Q

from accounts.contracts import UserInfo
from accounts.models.user import User
from kernel.errors import NotFoundError


def get_user_info(user_id: UUID) -> UserInfo:
    """One account; raises NotFoundError."""
    found = list_user_infos([user_id]).get(user_id)
    if found is None:
        raise NotFoundError
    return found


def list_user_infos(ids: Iterable[UUID]) -> Mapping[UUID, UserInfo]:
    """These accounts by id, in one query."""
    wanted = list(ids)
    if not wanted:
        return {}
    return {user.pk: _info(user) for user in User.objects.filter(pk__in=wanted)}


def find_user_ids(q: str, *, most: int) -> list[UUID]:
    """Accounts with exactly this e-mail address or handle, whatever the case."""
    key = q.strip().lower()
    return list(User.objects.filter(Q(email=key) | Q(handle=key)).order_by("pk").values_list("pk", flat=True)[:most])


def list_staff() -> list[UserInfo]:
    """Everybody who works in the staff application, by name."""
    roles = ["owner", "admin", "manager", "agent"]
    return [_info(user) for user in User.objects.filter(role__in=roles, deactivated_at=None).order_by("name", "pk")]


def _info(user: User) -> UserInfo:
    return UserInfo(user.pk, user.name, user.handle, user.role, user.language, user.email, user.is_active)
