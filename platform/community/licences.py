"""Where the text of a licence is, by the name that dumps give it."""

import re
from datetime import datetime

_CREATIVE_COMMONS = re.compile(r"^CC (BY(?:-SA|-NC|-ND|-NC-SA|-NC-ND)?) (\d\.\d)$")


def licence_url(name: str) -> str:
    """The licence's own page, or nothing when the name is none we know."""
    known = _CREATIVE_COMMONS.match(name)
    if known is None:
        return ""
    return f"https://creativecommons.org/licenses/{known[1].lower()}/{known[2]}/"


def licence_of(created_at: datetime) -> str:
    """What Stack Exchange published under at that time, for rows of older dumps that do not say so themselves."""
    day = created_at.date().isoformat()
    return f"CC BY-SA {'2.5' if day < '2011-04-08' else '3.0' if day < '2018-05-02' else '4.0'}"
