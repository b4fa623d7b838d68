"""What a returned mail says: which one, for good or for now (RFC 3464), or that its reader called it spam (RFC 5965)."""

import re
from dataclasses import dataclass
from email.message import Message

from connectors.email.parsing import MOST_PARTS


@dataclass(frozen=True, slots=True)
class Bounce:
    """`weight`: 2 for good, 1 for now, 4 for a complaint, 0 for a mere delay. `message_id` is the returned mail's."""

    weight: int
    status: str
    message_id: str
    address: str


HARD, SOFT, COMPLAINT = 2, 1, 4
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_FULL = {"4.2.2", "5.2.2"}
"""A full mailbox is said to be permanent, but empties."""


def read_bounce(message: Message) -> Bounce | None:
    """The bounce that this mail reports, or None when it reports none."""
    parts = _parts(message)
    reports = [part for part in parts if part.get_content_type() == "message/delivery-status"]
    if reports:
        return _from_status(reports[0], parts)
    if any(part.get_content_type() == "message/feedback-report" for part in parts):
        return Bounce(COMPLAINT, "complaint", _returned_id(parts), "")
    return None


def read_loose_bounce(message: Message, text: str) -> Bounce | None:
    """For servers that send no report to our bounce address: the first status in the words, or a soft bounce."""
    if (found := read_bounce(message)) is not None:
        return found
    status = _STATUS.search(text)
    code = status[0] if status else ""
    return Bounce(_weight("failed", code) if code else SOFT, code, "", "")


def _from_status(report: Message, parts: list[Message]) -> Bounce:
    fields = report.get_payload()
    blocks = [block for block in fields if isinstance(block, Message)] if isinstance(fields, list) else []
    action, status, address = "failed", "", ""
    for block in blocks:
        action = str(block.get("Action", action)).strip().lower()
        status = str(block.get("Status", status)).strip()
        address = str(block.get("Final-Recipient", address)).split(";")[-1].strip() or address
    code = _STATUS.search(status)
    return Bounce(_weight(action, code[0] if code else ""), code[0] if code else status[:20], _returned_id(parts), address)


def _weight(action: str, status: str) -> int:
    if action in {"delayed", "delivered", "relayed", "expanded"}:
        return 0
    return HARD if status.startswith("5") and status not in _FULL else SOFT if status else HARD


def _returned_id(parts: list[Message]) -> str:
    for part in parts:
        if part.get_content_type() == "text/rfc822-headers":
            found = re.search(r"(?im)^message-id:\s*(<[^>\s]+>)", str(part.get_payload()))
            if found:
                return found[1]
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                return " ".join(str(inner[0].get("Message-ID", "")).split())
    return ""


def _parts(message: Message) -> list[Message]:
    found = []
    for part in message.walk():
        found.append(part)
        if len(found) >= MOST_PARTS:
            break
    return found
