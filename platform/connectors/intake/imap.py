"""The poller: empties a mailbox that catches all replies, by moving each mail into a folder once it is stored.

Nothing is deleted and no flag is relied on: what is in the mailbox has not been taken in yet, whoever else reads there.
"""

import imaplib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

import structlog

from connectors.email.parsing import parse_mail
from connectors.intake.routing import first_route, take_in
from connectors.settings import imap_url
from kernel.errors import PermanentError, TransientError

log = structlog.get_logger(__name__)
TAKEN, NOT_OURS = "Chorus-Done", "Chorus-Unknown"
BATCH = 100
TIMEOUT = 20


def poll_mailbox(url: str = "") -> int:
    """How many mails were taken out of the mailbox; 0 also when none is configured.

    Raises TransientError when the server does not answer, PermanentError when it refuses the sign-in.
    """
    url = url or imap_url()
    if not url:
        return 0
    try:
        with _mailbox(url) as box:
            uids = _uids(box)[:BATCH]
            return sum(_take(box, uid) for uid in uids)
    except imaplib.IMAP4.abort as error:
        raise TransientError(str(error)) from error
    except imaplib.IMAP4.error as error:
        raise PermanentError(str(error)) from error
    except OSError as error:
        raise TransientError(str(error)) from error


@contextmanager
def _mailbox(url: str) -> Iterator[imaplib.IMAP4]:
    parts = urlsplit(url)
    host, folder = parts.hostname or "", unquote(parts.path.strip("/")) or "INBOX"
    if parts.scheme == "imaps":
        box: imaplib.IMAP4 = imaplib.IMAP4_SSL(host, parts.port or 993, timeout=TIMEOUT)
    else:
        box = imaplib.IMAP4(host, parts.port or 143, timeout=TIMEOUT)
    try:
        if parts.scheme == "imap+starttls":
            box.starttls()
        box.login(unquote(parts.username or ""), unquote(parts.password or ""))
        for name in (TAKEN, NOT_OURS):
            box.create(name)  # says NO when it is there already
        status, said = box.select(_quoted(folder))
        if status != "OK":
            raise imaplib.IMAP4.error(f"cannot open {folder}: {said!r}")
        yield box
    finally:
        try:
            box.logout()
        except (imaplib.IMAP4.error, OSError):
            log.info("imap_logout_failed")


def _uids(box: imaplib.IMAP4) -> list[str]:
    _status, found = box.uid("SEARCH", "UNDELETED")
    return (found[0] or b"").decode().split() if found else []


def _take(box: imaplib.IMAP4, uid: str) -> int:
    """1 once the mail is stored and out of the mailbox. A mail that is not ours is put aside for people to look at."""
    _status, found = box.uid("FETCH", uid, "(BODY.PEEK[])")
    raw = next((part[1] for part in found if isinstance(part, tuple)), None)
    if not isinstance(raw, bytes) or not raw:
        return 0
    mail = parse_mail(raw)
    route = first_route(mail.recipients)
    sender = re.sub(r"[<>\s]", "", str(mail.message.get("Return-Path", ""))) or mail.sender
    taken = route is not None and take_in(route, via="imap", envelope_from=sender, raw=raw)
    _move(box, uid, TAKEN if taken else NOT_OURS)
    if not taken:
        log.warning("mail_of_nobody", folder=NOT_OURS)
    return 1


def _move(box: imaplib.IMAP4, uid: str, folder: str) -> None:
    _status, able = box.capability()  # asked anew: servers say more after the sign-in
    if b"MOVE" in (able[0] or b"").upper().split():
        status, said = box.uid("MOVE", uid, folder)
    else:
        status, said = box.uid("COPY", uid, folder)
        if status == "OK":
            box.uid("STORE", uid, "+FLAGS.SILENT", r"(\Deleted)")
            box.expunge()
    if status != "OK":
        raise imaplib.IMAP4.error(f"cannot move to {folder}: {said!r}")


def _quoted(folder: str) -> str:
    escaped = folder.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
