"""Which parts of recognition the brand has; pages of the others do not exist."""

from brand_settings.queries import read
from kernel.actor import Actor
from kernel.errors import NotFoundError
from recognition.policies import can_manage_recognition
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


def may_manage_badges(actor: Actor) -> bool:
    """Whether there is a page to lead administrators to."""
    return can_manage_recognition(actor) and read(RecognitionSettings).has_badges


def has_trust() -> bool:
    """Whether members rise and fall by themselves: implements community.abilities.TrustSwitch."""
    return read(RecognitionSettings).has_trust
