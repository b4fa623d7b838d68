"""Against real servers on loopback: our listener by SMTP and LMTP, an IMAP server, and the server that we send to."""

import asyncio
import smtplib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from community.models.post import Post
from connectors.actions.queueing import PAUSES, queue_mail
from connectors.contracts import Letter, Thread
from connectors.intake.imap import poll_mailbox
from connectors.intake.lmtp import Listener
from connectors.models.address import AddressHealth
from connectors.models.inbound import InboundMail
from connectors.models.outgoing import OutgoingMail, Status
from connectors.sending import send_due, send_mail
from kernel.clock import now
from kernel.errors import PermanentError, TransientError
from tests.draining import drain_everything
from tests.unit.connectors.conftest import Answering
from tests.unit.connectors.mails import mail_from

BOB = "bob@acme.example"


@contextmanager
def in_a_loop(begin: Any) -> Iterator[Any]:
    """A server in an event loop of its own thread; `begin(loop)` gives (what to yield, how to end)."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    made, end = asyncio.run_coroutine_threadsafe(begin(loop), loop).result(20)
    try:
        yield made
    finally:
        asyncio.run_coroutine_threadsafe(end(), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@contextmanager
def our_listener(scheme: str) -> Iterator[int]:
    async def begin(loop: asyncio.AbstractEventLoop) -> Any:
        listener = Listener(f"{scheme}://127.0.0.1:1", loop=loop)
        server = await loop.create_server(listener._factory_invoker, host="127.0.0.1", port=0)

        async def end() -> None:
            server.close()
            await server.wait_closed()

        return server.sockets[0].getsockname()[1], end

    with in_a_loop(begin) as port:
        yield port


@pytest.mark.parametrize(("scheme", "client"), [("lmtp", smtplib.LMTP), ("smtp", smtplib.SMTP)])
def test_the_listener_stores_and_then_acknowledges(committed_answering: Answering, scheme: str, client: Any) -> None:
    raw = mail_from(BOB, to=committed_answering.address)
    with our_listener(scheme) as port, client("127.0.0.1", port) as connection:
        connection.sendmail(BOB, [committed_answering.address], raw)
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            connection.sendmail(BOB, ["reply+" + "a" * 55 + "@mail.acme.example"], raw)
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            connection.sendmail(BOB, ["somebody@elsewhere.example"], raw)
    assert InboundMail.objects.get().via == scheme
    drain_everything("notifications", "connectors")
    assert Post.objects.filter(topic=committed_answering.topic_id, position=3).get().body == "That worked."


def test_each_recipient_of_lmtp_gets_an_answer(committed_answering: Answering) -> None:
    raw = mail_from(BOB, to=committed_answering.address)
    with our_listener("lmtp") as port, smtplib.LMTP("127.0.0.1", port) as connection:
        connection.ehlo()  # which smtplib says as LHLO here
        connection.mail(BOB)
        for address in (committed_answering.address, "no-reply@acme.example"):
            assert connection.rcpt(address)[0] == 250
        first = connection.data(raw)
        second = connection.getreply()
        assert (first[0], second[0]) == (250, 550)  # nothing in this mail says whose it is at our plain address
        assert connection.noop()[0] == 250


def test_the_mailbox_is_emptied_and_nothing_in_it_lost(committed_answering: Answering) -> None:
    mails = [mail_from(BOB, to=committed_answering.address), mail_from("eve@x.example", to="lost@x.example", Message_ID="<2@x>")]
    with imap_server(mails) as port:
        url = f"imap://demouser:demopass@127.0.0.1:{port}/INBOX"
        assert poll_mailbox(url) == 2
        assert poll_mailbox(url) == 0
        assert folders(port) == {"INBOX": 0, "Chorus-Done": 1, "Chorus-Unknown": 1}
    assert InboundMail.objects.get().via == "imap"
    drain_everything("notifications", "connectors")
    assert Post.objects.filter(topic=committed_answering.topic_id, position=3).exists()


def test_a_mailbox_that_does_not_answer_is_tried_later_and_a_refused_sign_in_is_not(mail_settings: Any) -> None:
    with pytest.raises(TransientError):
        poll_mailbox("imap://a:b@127.0.0.1:1/INBOX")
    with imap_server([]) as port, pytest.raises(PermanentError):
        poll_mailbox(f"imap://demouser:wrong@127.0.0.1:{port}/INBOX")


@contextmanager
def imap_server(mails: list[bytes]) -> Iterator[int]:
    """pymap with its in-memory mailbox, holding these mails in the inbox."""
    import imaplib
    import subprocess
    import sys
    import time

    port = free_port()
    script = str(Path(sys.executable).parent / "pymap")
    command = [script, "--host", "127.0.0.1", "--port", str(port), "--no-tls", "dict", "--demo-data"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)  # noqa: S603 - our own command
    try:
        deadline = time.monotonic() + 20
        while True:
            try:
                box = imaplib.IMAP4("127.0.0.1", port, timeout=5)
                break
            except OSError:
                assert process.poll() is None, process.stderr.read().decode() if process.stderr else ""
                assert time.monotonic() < deadline
        box.login("demouser", "demopass")
        box.select("INBOX")
        box.store("1:*", "+FLAGS", r"(\Deleted)")
        box.expunge()
        for raw in mails:
            box.append("INBOX", "", None, raw)
        box.logout()
        yield port
    finally:
        process.terminate()
        process.wait(10)
        if process.stderr is not None:
            process.stderr.close()


def folders(port: int) -> dict[str, int]:
    import imaplib

    with imaplib.IMAP4("127.0.0.1", port, timeout=5) as box:
        box.login("demouser", "demopass")
        return {
            name: int((box.select(name, readonly=True)[1][0] or b"0").decode())
            for name in ("INBOX", "Chorus-Done", "Chorus-Unknown")
        }


def free_port() -> int:
    import socket

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Sink:
    """The mail server that we send to: keeps what it takes, says what it is told to say."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, list[str], bytes]] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd calls it so
        if self.answer.startswith("250"):
            self.taken.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return self.answer


@pytest.fixture
def sink(mail_settings: Any) -> Iterator[Sink]:
    kept = Sink()
    port = free_port()
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    mail_settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    mail_settings.EMAIL_HOST, mail_settings.EMAIL_PORT = "127.0.0.1", port
    mail_settings.EMAIL_USE_TLS = mail_settings.EMAIL_USE_SSL = False
    mail_settings.EMAIL_HOST_USER = mail_settings.EMAIL_HOST_PASSWORD = ""
    yield kept
    controller.stop()


def queue(answering: Answering) -> OutgoingMail:
    given = Letter(
        kind="post",
        address=BOB,
        subject="Größe\nBcc: eve@x.example",
        text="plain",
        html="<p>html</p>",
        language="de",
        user_id=answering.user_id,
        sender_name='Ann "A" über Acme',
        reply_to=answering.address,
        thread=Thread("<m@x>", "<parent@x>", ("<root@x>", "<parent@x>")),
        unsubscribe_url="https://acme.example/u/t/",
        list_id="Acme <acme.example>",
    )
    mail = queue_mail(actor=answering.system, letter=given, at=now())
    assert mail is not None
    return mail


def test_a_letter_says_all_that_mail_programs_ask_for(answering: Answering, sink: Sink) -> None:
    mail = queue(answering)
    assert send_mail(actor=answering.system, mail_id=mail.pk, at=now()) == Status.SENT
    assert send_mail(actor=answering.system, mail_id=mail.pk, at=now()) == ""
    [(envelope_from, to, raw)] = sink.taken
    assert envelope_from.startswith("bounce+")
    assert to == [BOB]
    message = message_from_bytes(raw)
    assert message["Message-ID"] == "<m@x>"
    assert message["References"] == "<root@x> <parent@x>"
    assert message["Reply-To"].replace("\n", "").replace("\r", "").strip() == answering.address
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Bcc"] is None
    assert "no-reply@acme.example" in message["From"]
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]


def test_a_server_that_is_busy_gets_it_later_and_gives_up_at_last(answering: Answering, sink: Sink) -> None:
    mail = queue(answering)
    sink.answer = "451 later"
    at = now()
    for pause in PAUSES:
        assert send_due(actor=answering.system, at=at) == 0
        mail.refresh_from_db()
        assert (mail.status, mail.due_at) == (Status.QUEUED, at + pause)
        at += pause
    send_due(actor=answering.system, at=at)
    mail.refresh_from_db()
    assert mail.status == Status.FAILED
    assert "451" in mail.error


@pytest.mark.parametrize(("answer", "score"), [("550 5.1.1 no such user", 2), ("554 5.7.1 we do not like you", 0)])
def test_a_server_that_refuses_is_believed(answering: Answering, sink: Sink, answer: str, score: int) -> None:
    mail = queue(answering)
    sink.answer = answer
    assert send_mail(actor=answering.system, mail_id=mail.pk, at=now()) == Status.FAILED
    assert sum(AddressHealth.objects.values_list("score", flat=True)) == score


def test_a_worker_that_died_is_replaced(answering: Answering, sink: Sink) -> None:
    from datetime import timedelta

    from connectors.actions.queueing import claim_mail

    mail, at = queue(answering), now()
    assert claim_mail(actor=answering.system, mail_id=mail.pk, at=at) is not None
    assert claim_mail(actor=answering.system, mail_id=mail.pk, at=at + timedelta(minutes=1)) is None
    assert send_mail(actor=answering.system, mail_id=mail.pk, at=at + timedelta(minutes=11)) == Status.SENT
