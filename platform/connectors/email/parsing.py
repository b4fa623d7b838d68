"""From the bytes of a mail to what it says; damaged headers, wrong charsets and nested parts are the normal case."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parseaddr

from connectors.email.plain import html_to_text

MOST_PARTS = 200
MOST_ATTACHMENTS = 20
_CHARSETS = {
    "ks_c_5601-1987": "cp949",
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "unicode-1-1-utf-7": "utf-7",
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came along."""

    name: str
    media_type: str
    data: bytes
    is_inline: bool


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail, read. `text` is its plain part, or its HTML as text; `from_html` tells which."""

    message: Message = field(repr=False)
    message_id: str
    sender: str
    sender_name: str
    subject: str
    text: str
    from_html: bool
    references: tuple[str, ...]
    recipients: tuple[str, ...]
    attachments: tuple[Attachment, ...]


def parse_mail(raw: bytes) -> Mail:
    """What a mail says. Never fails on damage: what cannot be read is replaced or left out."""
    message = message_from_bytes(raw, policy=policy.compat32)
    plain: list[str] = []
    html: list[str] = []
    attachments: list[Attachment] = []
    for part in _leaves(message):
        kind = part.get_content_type()
        name = header_text(part.get_filename() or "")
        if kind in {"text/plain", "text/html"} and part.get_content_disposition() != "attachment" and not name:
            (plain if kind == "text/plain" else html).append(_decoded(part))
        elif kind not in {"message/delivery-status", "text/rfc822-headers"} and len(attachments) < MOST_ATTACHMENTS:
            attachments.append(_attachment(part, name))
    text = "\n".join(plain).strip()
    from_html = not text and bool(html)
    sender_name, sender = parseaddr(header_text(message.get("From", "")))
    return Mail(
        message=message,
        message_id="".join(header_text(message.get("Message-ID", "")).split()),
        sender=sender.strip(),
        sender_name=sender_name,
        subject=" ".join(header_text(message.get("Subject", "")).split()),
        text=html_to_text("\n".join(html)) if from_html else text,
        from_html=from_html,
        references=tuple(header_text(value) for name in ("In-Reply-To", "References") for value in message.get_all(name, [])),
        recipients=recipients_of(message),
        attachments=tuple(each for each in attachments if each.data),
    )


def recipients_of(message: Message) -> tuple[str, ...]:
    """Every address that the mail was on its way to, those of the delivering server first."""
    names = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc", "Resent-To")
    values = [header_text(value) for name in names for value in message.get_all(name, [])]
    return tuple(dict.fromkeys(address.lower() for _name, address in getaddresses(values) if "@" in address))


def key_of(raw: bytes) -> str:
    """What tells a mail apart from all others: its Message-ID, or a digest of its bytes when it has none."""
    head = message_from_bytes(raw[:200_000], policy=policy.compat32)
    found = " ".join(str(head.get("Message-ID", "")).replace("\x00", "").split())
    return found if 3 <= len(found) <= 290 else "sha256:" + hashlib.sha256(raw).hexdigest()


def header_text(value: object) -> str:
    """A header as text, whatever it was encoded in."""
    text = str(value)
    try:
        text = str(make_header(decode_header(text)))
    except (LookupError, UnicodeError, ValueError):
        # An unknown charset in one word must not lose the others.
        text = re.sub(r"=\?[^?]*\?[bqBQ]\?[^?]*\?=", "", text)
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def _leaves(message: Message) -> Iterator[Message]:
    """Parts that hold something; a mail inside the mail is one attachment and not opened."""
    waiting, seen = [message], 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        if part.get_content_type() == "message/rfc822" and part is not message:
            yield part
        elif part.is_multipart():
            waiting[:0] = [each for each in part.get_payload() if isinstance(each, Message)]
        else:
            yield part


def _decoded(part: Message) -> str:
    data = part.get_payload(decode=True)
    raw = data if isinstance(data, bytes) else b""
    charset = str(part.get_content_charset("utf-8")).lower()
    for name in (_CHARSETS.get(charset, charset), "utf-8", "cp1252"):
        try:
            return _flowed(part, raw.decode(name)).replace("\x00", "")
        except (LookupError, UnicodeError):
            continue
    return raw.decode("latin-1").replace("\x00", "")


def _flowed(part: Message, text: str) -> str:
    """RFC 3676: lines that end in a space go on in the next."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    joined = re.sub(r"(?m)^(?!-- $)((?!>).*\S) \n(?!>|$)", r"\1 ", text)
    return re.sub(r"(?m)^ (?=[> ]|From )", "", joined)


def _attachment(part: Message, name: str) -> Attachment:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        data = inner[0].as_bytes() if isinstance(inner, list) and inner and isinstance(inner[0], Message) else b""
        return Attachment(name or "message.eml", "message/rfc822", data, is_inline=False)
    payload = part.get_payload(decode=True)
    is_inline = part.get_content_disposition() == "inline" or part.get("Content-ID") is not None
    return Attachment(name or "attachment", part.get_content_type(), payload if isinstance(payload, bytes) else b"", is_inline)
