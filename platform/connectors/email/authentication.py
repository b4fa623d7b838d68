"""Whether the sender's domain vouches for a mail, as our own receiving server found (RFC 8601)."""

import re
from email.message import Message
from enum import StrEnum


class Verdict(StrEnum):
    """`UNKNOWN` when our server said nothing: then the signed address and the account's own address must do."""

    VOUCHED = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"


def judge(message: Message, *, authserv: str) -> Verdict:
    """The verdict of the server named `authserv`; what others wrote into the mail counts for nothing."""
    if not authserv:
        return Verdict.UNKNOWN
    for value in message.get_all("Authentication-Results", []):
        text = re.sub(r"\([^)]*\)", " ", " ".join(str(value).split()))
        server, _, results = text.partition(";")
        if server.split()[:1] != [authserv]:
            continue
        found = {
            method.lower(): result.lower()
            for method, result in re.findall(r"\b(dmarc|dkim|spf)\s*=\s*(\w+)", results, re.IGNORECASE)
        }
        return _weigh(found, [r.lower() for r in re.findall(r"\bdkim\s*=\s*(\w+)", results, re.IGNORECASE)])
    return Verdict.UNKNOWN


def _weigh(found: dict[str, str], dkim: list[str]) -> Verdict:
    if found.get("dmarc") == "pass":
        return Verdict.VOUCHED
    if found.get("dmarc") == "fail":
        return Verdict.FAIL
    if "pass" in dkim or found.get("spf") == "pass":
        return Verdict.VOUCHED
    if "fail" in dkim or found.get("spf") in {"fail", "softfail"}:
        return Verdict.FAIL
    return Verdict.UNKNOWN
