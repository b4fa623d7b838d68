"""Ids of what is imported: the same however often it comes in."""

from uuid import NAMESPACE_URL, UUID, uuid5

from tenants.context import require_tenant_id


def space_id_of(source: str, key: str) -> UUID:
    """The id of a space."""
    return uuid5(NAMESPACE_URL, f"chorus:{require_tenant_id()}:import:{source}:space:{key}")


def group_id_of(source: str, key: str) -> UUID:
    """The id of a group."""
    return uuid5(NAMESPACE_URL, f"chorus:{require_tenant_id()}:import:{source}:group:{key}")
