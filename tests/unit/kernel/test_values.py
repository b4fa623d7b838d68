"""Ids, actors and errors."""

from uuid import UUID

import pytest

from kernel import errors
from kernel.actor import ADMINISTRATORS, STAFF, SUPERVISORS, Actor, Grant, Role, anonymous_actor, system_actor
from kernel.ids import uuid7
from kernel.row_security import definer_function, seal_statements, unseal_statements
from web.api.errors import STATUS, status_of

TENANT = UUID(int=1)


def test_ids_sort_by_the_time_at_which_they_were_minted() -> None:
    minted = [uuid7() for _ in range(200)]
    assert minted == sorted(minted)
    assert {one.version for one in minted} == {7}


def test_roles_widen_upwards() -> None:
    assert ADMINISTRATORS < SUPERVISORS < STAFF
    assert Role.MODERATOR not in STAFF


@pytest.mark.parametrize("role", list(Role))
def test_only_staff_roles_work_at_the_desk(role: Role) -> None:
    assert Actor(tenant_id=TENANT, role=role).is_staff == (role in {Role.OWNER, Role.ADMIN, Role.MANAGER, Role.AGENT})


def test_the_platform_administrates_without_being_somebody() -> None:
    platform = system_actor(TENANT)
    assert platform.is_administrator
    assert not platform.is_staff
    assert not platform.is_authenticated


def test_a_stranger_is_nobody() -> None:
    stranger = anonymous_actor(TENANT)
    assert (stranger.is_authenticated, stranger.is_staff, stranger.is_supervisor) == (False, False, False)


def test_grants_are_told_apart_by_container_and_permission() -> None:
    one, two = uuid7(), uuid7()
    grants = frozenset({Grant("inbox", one, "work"), Grant("inbox", two, "view"), Grant("team", two, "work")})
    actor = Actor(tenant_id=TENANT, role=Role.AGENT, grants=grants)
    assert actor.granted("inbox", "work") == {one}
    assert actor.granted("space", "work") == frozenset()


def test_who_an_actor_is_shows_without_all_their_grants() -> None:
    assert "secret-grant" not in repr(Actor(TENANT, Role.AGENT, grants=frozenset({Grant("inbox", TENANT, "secret-grant")})))


def _kinds(base: type[errors.DomainError]) -> set[type[errors.DomainError]]:
    return {base, *(kind for child in base.__subclasses__() for kind in _kinds(child))}


def test_every_anticipated_failure_has_a_status_of_its_own_family() -> None:
    for kind in _kinds(errors.DomainError) - {errors.DomainError}:
        assert any(issubclass(kind, family) for family in STATUS), kind
        assert 400 <= status_of(kind()) < 600


def test_codes_of_failures_are_stable_words() -> None:
    for kind in _kinds(errors.DomainError):
        assert kind.code.replace("_", "").isalnum()
        assert kind.code == kind.code.lower()
        assert str(kind())


def test_a_sealed_table_can_be_unsealed(settings: object) -> None:
    sealed = "\n".join(seal_statements("t"))
    unsealed = "\n".join(unseal_statements("t"))
    for policy in ("tenant_isolation", "owner_migrates", "system_spans"):
        assert f"CREATE POLICY {policy}" in sealed
        assert f"DROP POLICY IF EXISTS {policy}" in unsealed
    assert "FORCE ROW LEVEL SECURITY" in sealed


def test_a_definer_function_is_closed_to_the_public() -> None:
    sql = definer_function("f", "wanted text, most integer DEFAULT 3", "SETOF uuid", "BEGIN END")
    assert "REVOKE ALL ON FUNCTION f(text, integer) FROM PUBLIC" in sql
    assert "SET search_path = pg_catalog, public" in sql
