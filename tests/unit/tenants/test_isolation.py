"""The wall: what one tenant's context can see and do to another's rows."""

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models.user import User
from tenants.context import TenantContextMissingError, tenant_context
from tenants.models import Tenant
from tests.plugin import TENANTS
from tests.worlds import World, in_globex


def test_people_of_another_tenant_are_invisible(world: World) -> None:
    assert User.objects.filter(handle="charlie").count() == 0
    with in_globex():
        assert sorted(User.objects.values_list("handle", flat=True)) == ["carla", "charlie"]


def test_nothing_is_visible_without_a_tenant(world: World) -> None:
    with tenant_context(None):
        assert User.objects.count() == 0
        assert Tenant.objects.count() == 0


def test_raw_sql_without_a_tenant_returns_no_row(world: World) -> None:
    with tenant_context(None), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_user")
        assert cursor.fetchone() == (0,)


def test_a_write_without_a_tenant_fails_and_says_where_the_context_was_left(world: World) -> None:
    with tenant_context(None), pytest.raises(TenantContextMissingError, match="left at"):
        User.objects.create(email="x@acme.example", name="X", handle="x")


def test_a_row_cannot_be_written_into_another_tenant(world: World) -> None:
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        User.objects.create(tenant_id=TENANTS["globex"], email="x@acme.example", name="X", handle="x")


def test_the_same_address_at_two_brands_is_two_accounts(world: World) -> None:
    with in_globex():
        twin = User.objects.create_user("bob@acme.example", name="Bob", handle="bob")
    assert twin.pk != world.users["bob"].pk
    assert User.objects.get(email="bob@acme.example").pk == world.users["bob"].pk


def test_tenant_survives_a_rolled_back_savepoint(world: World) -> None:
    def look_at_globex_and_fail() -> None:
        with transaction.atomic():
            with in_globex():
                assert User.objects.count() == 2
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        look_at_globex_and_fail()
    assert User.objects.filter(handle="bob").exists()
