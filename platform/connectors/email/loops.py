"""Mail that a machine wrote: answering it begins a loop, posting it bores everybody."""

import re
from collections.abc import Iterable
from email.message import Message

from connectors.email.message_ids import is_ours

OWN_MARK = "X-Chorus-Sender"
_LOOP_HEADERS = ("X-Loop", "X-Autoreply", "X-Autorespond", "X-Auto-Response-From")
_MACHINES = re.compile(r"(?i)^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?[+@-].*|.*-bounces)@")
_SUBJECTS = re.compile(
    r"(?i)^\s*(auto(matic)?(ed)?[- ]?(reply|response)|out of( the)? office|automatische antwort|abwesenheitsnotiz|abwesend|"
    r"respuesta automática|fuera de la oficina|réponse automatique|absence du bureau|resposta automática|ausência|"
    r"自動(応答|返信)|不在|رد تلقائي|خارج المكتب)"
)


def automatic_reason(message: Message, *, envelope_from: str, sender: str, secrets: Iterable[str]) -> str:
    """Why no person wrote this, as a short code; empty when a person may have."""
    subject = str(message.get("Subject", ""))
    signs = (
        ("own_mail", message.get(OWN_MARK) or is_ours(str(message.get("Message-ID", "")), secrets=secrets)),
        ("auto_submitted", _first_word(message, "Auto-Submitted") not in {"", "no"}),
        ("precedence", _first_word(message, "Precedence") in {"bulk", "junk", "list", "auto_reply"}),
        ("loop_header", any(message.get(name) for name in _LOOP_HEADERS)),
        ("mailing_list", message.get("List-Id") or message.get("List-Unsubscribe")),
        ("no_sender", envelope_from.strip() in {"", "<>"} and str(message.get("Return-Path", "")).strip() == "<>"),
        ("machine_address", _MACHINES.match(sender)),
        ("auto_subject", _SUBJECTS.match(subject) and message.get("X-Auto-Response-Suppress")),
    )
    return next((code for code, found in signs if found), "")


def _first_word(message: Message, name: str) -> str:
    return str(message.get(name, "")).split(";")[0].strip().lower()
