"""Mail over a real SMTP connection, from the address in the settings to the link that confirms."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from accounts.models.user import User
from tests.plugin import ROOT, database_urls
from tests.worlds import World


class Inbox:
    """Keeps what arrives."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 OK"


@pytest.fixture
def smtp() -> Iterator[tuple[int, Inbox]]:
    """A server on a free port that knows one user."""

    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (b"chorus", b"p@ss"))

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=port, authenticator=check, auth_require_tls=False)
    controller.start()
    try:
        yield port, inbox
    finally:
        controller.stop()


def test_mail_goes_through_the_server_in_the_settings(smtp: tuple[int, Inbox]) -> None:
    port, inbox = smtp
    environment = {**os.environ, **database_urls(), "CHORUS_EMAIL_URL": f"smtp://chorus:p%40ss@127.0.0.1:{port}"}

    subprocess.run(
        [sys.executable, "manage.py", "sendtestemail", "ops@mail.example"], cwd=ROOT, env=environment, check=True, timeout=60
    )

    assert inbox.mails[0]["To"] == "ops@mail.example"
    assert inbox.mails[0]["From"] == "no-reply@localhost"


def test_new_member_confirms_by_the_link_in_a_delivered_mail(smtp: tuple[int, Inbox], world: World, settings: Any) -> None:
    port, inbox = smtp
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "chorus", "p@ss"
    client = world.client(brand="globex")

    client.post("/account/signup/", {"name": "نورا", "email": "smtp@mail.example", "password1": "a long enough secret"})

    (mail,) = inbox.mails
    assert mail["Subject"].strip().startswith("[Globex] ")
    link = re.search(r"http://globex\.localhost\S*?(/account/confirm-email/\S+)", mail.get_content())
    assert link is not None
    client.post(link.group(1))
    assert client.get("/account/").status_code == 200
    with pytest.raises(User.DoesNotExist):
        User.objects.get(email="smtp@mail.example")
