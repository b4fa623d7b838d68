"""Work that the timetable does in every brand."""

from uuid import UUID

from tenants.context import current_tenant_id
from tenants.tasks import visit_tenants
from tests.plugin import TENANTS
from tests.worlds import World


def test_every_brand_is_visited_in_its_own_context(world: World) -> None:
    seen: dict[UUID, UUID | None] = {}
    visit_tenants(lambda tenant_id: seen.update({tenant_id: current_tenant_id()}))
    assert set(TENANTS.values()) <= set(seen)
    assert all(tenant_id == context for tenant_id, context in seen.items())


def test_a_brand_whose_visit_fails_holds_up_no_other(world: World) -> None:
    visited: list[UUID] = []

    def fail_everywhere(tenant_id: UUID) -> None:
        visited.append(tenant_id)
        raise LookupError("this brand is broken")

    visit_tenants(fail_everywhere)
    assert set(TENANTS.values()) <= set(visited)
