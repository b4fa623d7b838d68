"""Mails as tests need them."""

from email.message import EmailMessage


def mail_from(sender: str, *, to: str, text: str = "That worked.", subject: str = "Re: a topic", **headers: str) -> bytes:
    """The bytes of a plain mail; a header's name is written with underscores."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail["Message-ID"] = headers.pop("Message_ID", "<one@mail.example>")
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def report_about(message_id: str, *, status: str = "5.1.1", action: str = "failed") -> bytes:
    """A delivery report as Postfix writes it."""
    return "\r\n".join([
        "From: MAILER-DAEMON@mx.example", "To: bounce@mail.example", "Subject: Undelivered Mail", "Message-ID: <dsn@mx.example>",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"', "Auto-Submitted: auto-replied", "",
        "--b", "Content-Type: text/plain", "", "I'm sorry.",
        "--b", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.example", "",
        "Final-Recipient: rfc822; bob@acme.example", f"Action: {action}", f"Status: {status}", "",
        "--b", "Content-Type: text/rfc822-headers", "", f"Message-ID: {message_id}", "Subject: x", "", "--b--", "",
    ]).encode()  # fmt: skip
