"""A space in acme, and short ways to do what counts."""

import pytest

from tests.unit.community.conftest import Community, community

__all__ = ["Community", "community"]


@pytest.fixture
def seeded(community: Community) -> Community:
    """The community after all that was heard of its making: with the product's badges."""
    from kernel.actor import system_actor
    from recognition.actions.seeding import ensure_badges
    from tests.draining import drain_everything
    from tests.plugin import TENANTS

    ensure_badges(actor=system_actor(TENANTS["acme"]))
    drain_everything()
    return community
