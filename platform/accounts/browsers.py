"""What a browser calls itself, in words that its owner recognises. The desk has the same list in browserName.ts."""

import re

_BROWSERS = {
    "Edge": re.compile(r"\bEdg(e|A|iOS)?/"),
    "Opera": re.compile(r"\bOPR/"),
    "Firefox": re.compile(r"\b(Firefox|FxiOS)/"),
    "Chrome": re.compile(r"\b(Chrome|CriOS|HeadlessChrome)/"),
    "Safari": re.compile(r"\bSafari/"),
}
_SYSTEMS = {
    "iOS": re.compile("iPhone|iPad"),
    "Android": re.compile("Android"),
    "Windows": re.compile("Windows"),
    "macOS": re.compile("Mac OS X"),
    "Linux": re.compile("Linux"),
}


def browser_name(agent: str) -> str:
    """ "Firefox, Linux"; empty when nothing is recognised."""
    parts = [next((name for name, pattern in known.items() if pattern.search(agent)), "") for known in (_BROWSERS, _SYSTEMS)]
    return ", ".join(filter(None, parts))
