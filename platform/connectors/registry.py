"""Which networks there are."""

from connectors.contracts import Capabilities

_connectors: dict[str, Capabilities] = {}


def register_connector(name: str, capabilities: Capabilities) -> None:
    """Declare a network; called once from ready()."""
    _connectors[name] = capabilities


def capabilities_of(name: str) -> Capabilities:
    """What this network can do; raises KeyError for one that is not installed."""
    return _connectors[name]


def list_connectors() -> list[str]:
    """All networks, by name."""
    return sorted(_connectors)
