"""Handing a letter to the mail server. The only code here that reaches the network on its way out."""

import smtplib
from collections.abc import Mapping
from email.utils import formataddr, formatdate

from django.core.mail import EmailMultiAlternatives, get_connection

from connectors.keys import sender_address
from kernel.errors import PermanentError, TransientError


def hand_over(
    *,
    address: str,
    envelope_from: str,
    sender_name: str,
    subject: str,
    text: str,
    html: str,
    message_id: str,
    headers: Mapping[str, str],
) -> None:
    """Returns once the server has taken it; raises TransientError or PermanentError with what it said."""
    all_headers = {
        "From": formataddr((sender_name, sender_address())) if sender_name else sender_address(),
        "Date": formatdate(usegmt=True),
        "Message-ID": message_id,
        **headers,
    }
    mail = EmailMultiAlternatives(subject, text, envelope_from or sender_address(), [address], headers=all_headers)
    if html:
        mail.attach_alternative(html, "text/html")
    try:
        get_connection().send_messages([mail])
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        _raise(code, said)
    except smtplib.SMTPResponseException as error:
        _raise(error.smtp_code, error.smtp_error)
    except (smtplib.SMTPException, OSError) as error:
        raise TransientError(f"{type(error).__name__}: {error}") from error


def _raise(code: int, said: bytes | str) -> None:
    words = f"{code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}"
    raise (PermanentError if 500 <= code < 600 else TransientError)(words, code=code)
