"""Which parts of recognition the brand has; pages of the others do not exist."""

from brand_settings.queries import read
from kernel.errors import NotFoundError
from recognition.sections import RecognitionSettings


def require(part: str) -> RecognitionSettings:
    """The switches, when "trust", "badges", "points", "leaderboards" or "titles" is on; raises NotFoundError."""
    wanted = read(RecognitionSettings)
    if not getattr(wanted, f"has_{part}"):
        raise NotFoundError
    return wanted


def switches() -> RecognitionSettings:
    """Which parts there are, for menus that lead to them."""
    return read(RecognitionSettings)


def has_trust() -> bool:
    """Whether members rise and fall by themselves: implements community.abilities.TrustSwitch."""
    return read(RecognitionSettings).has_trust
