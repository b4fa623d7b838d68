"""What becomes a link, as far as a brand may say: bare addresses, and schemes beside those of the web and of mail."""

import re
from dataclasses import dataclass

USUAL_SCHEMES = frozenset({"http", "https", "mailto"})
_FORBIDDEN = frozenset({
    "about", "blob", "chrome", "chrome-extension", "cid", "content", "data", "edge", "feed", "file", "filesystem", "help", "intent",
    "jar", "javascript", "livescript", "mhtml", "mk", "mocha", "moz-extension", "opera", "pcast", "res", "resource", "search",
    "search-ms", "shell", "vbs", "vbscript", "view-source", "vnd.sun.star.script", "wyciwyg",
})  # fmt: skip
"""They run what they name, or open what lies on the reader's device."""
_FORBIDDEN_FAMILIES = ("ms-", "chrome-", "x-apple.", "android-")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,31}")


def may_be_allowed(scheme: str) -> bool:
    """Whether a brand may let people link so: a scheme as CommonMark spells one, and none that a browser obeys."""
    name = scheme.lower()
    return _SCHEME.fullmatch(name) is not None and name not in _FORBIDDEN and not name.startswith(_FORBIDDEN_FAMILIES)


@dataclass(frozen=True, slots=True)
class LinkRules:
    """What a brand set. A scheme that may never be allowed changes nothing here, wherever it came from."""

    bare: bool = True
    further: frozenset[str] = frozenset()

    def schemes(self) -> frozenset[str]:
        """All that may stand in an address, lower case."""
        return USUAL_SCHEMES | {name.lower() for name in self.further if may_be_allowed(name)}


USUAL_RULES = LinkRules()
