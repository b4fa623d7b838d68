"""What a translation service must answer."""

from collections.abc import Callable
from typing import Protocol


class Translator(Protocol):
    """A service that translates texts. `name` is shown beside what it translated."""

    @property
    def name(self) -> str:
        """What readers see beside its work."""

    def translate(self, texts: list[str], *, source: str, target: str) -> list[str]:
        """The texts in the target language, in order; raises TransientError or PermanentError."""


_factories: dict[str, Callable[[str, str], Translator]] = {}


def register_translator(scheme: str, factory: Callable[[str, str], Translator]) -> None:
    """Make a kind of service known by the scheme of its address: `factory(url, key)`."""
    _factories[scheme] = factory


def translator_for(address: str, key: str) -> Translator | None:
    """The service behind an address such as libretranslate+https://host/; None when there is no address, or no such kind."""
    kind, plus, url = address.partition("+")
    factory = _factories.get(kind) if plus else None
    return factory(url, key) if factory is not None else None
