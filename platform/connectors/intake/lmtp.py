"""The listener: LMTP for a mail server in front of us, or plain SMTP on loopback.

A mail is acknowledged once it is stored and not before, so that the server in front keeps it while our database is away.
"""

import asyncio
import signal
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiosmtpd.controller import UnthreadedController
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import close_old_connections

from connectors.intake.routing import Route, route_of, take_in

log = structlog.get_logger(__name__)
LARGEST = 25 * 1024 * 1024
MOST_RECIPIENTS = 50
UNKNOWN = "550 5.1.1 There is no such address here"
LATER = "451 4.3.0 Please try again later"


class Intake:
    """aiosmtpd's handler: addresses are checked one by one, mail is stored for each of them."""

    def __init__(self, *, is_lmtp: bool, via: str = "lmtp") -> None:
        self._is_lmtp = is_lmtp
        self._via = via

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:  # noqa: N802 - aiosmtpd's name
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        try:
            route = await asyncio.to_thread(_in_thread, route_of, address)
        except Exception:
            log.exception("mail_routing_failed")
            return LATER
        if route is None:
            return UNKNOWN
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        content = envelope.content
        raw = content if isinstance(content, bytes) else str(content or "").encode()
        answers = [await self._take(address, envelope.mail_from or "", raw) for address in envelope.rcpt_tos]
        if self._is_lmtp:
            # RFC 2033: one answer for each recipient.
            return "\r\n".join(answers)
        return next((answer for answer in answers if answer.startswith("4")), answers[0])

    async def _take(self, address: str, envelope_from: str, raw: bytes) -> str:
        try:
            taken = await asyncio.to_thread(_in_thread, _store, address, self._via, envelope_from, raw)
        except Exception:
            log.exception("mail_storing_failed")
            return LATER
        return "250 2.0.0 Stored" if taken else UNKNOWN


def _in_thread(work: Any, *args: Any) -> Any:
    """Threads outlive mails: a connection that the database closed meanwhile must not be used again."""
    close_old_connections()
    try:
        return work(*args)
    finally:
        close_old_connections()


def _store(address: str, via: str, envelope_from: str, raw: bytes) -> bool:
    route: Route | None = route_of(address)
    return route is not None and take_in(route, via=via, envelope_from=envelope_from, raw=raw)


class Listener(UnthreadedController):
    """Listens at lmtp://host:port or smtp://host:port, or lmtp:///path of a socket."""

    def __init__(self, url: str, *, loop: asyncio.AbstractEventLoop) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"lmtp", "smtp"} or not parts.hostname or parts.port is None:
            raise ValueError("CHORUS_MAIL_LISTEN must look like lmtp://127.0.0.1:8024 or smtp://127.0.0.1:8025.")
        self._lmtp = parts.scheme == "lmtp"
        handler = Intake(is_lmtp=self._lmtp, via=parts.scheme)
        super().__init__(handler, hostname=parts.hostname, port=parts.port, loop=loop)

    def factory(self) -> SMTP:
        kind = LMTP if self._lmtp else SMTP
        return kind(self.handler, data_size_limit=LARGEST, enable_SMTPUTF8=True, loop=self.loop, ident="Chorus", timeout=60)


def listen(url: str) -> None:
    """Serve until SIGTERM or Ctrl-C."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    listener = Listener(url, loop=loop)
    listener.begin()  # type: ignore[no-untyped-call] # aiosmtpd's
    log.info("mail_listening", url=url)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, loop.stop)
    try:
        loop.run_forever()
    finally:
        listener.end()  # type: ignore[no-untyped-call] # aiosmtpd's
        loop.close()
