"""Reading mails: charsets, parts, damage; and what is no person's mail at all."""

import base64
from email import message_from_bytes
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.email.authentication import Verdict, judge
from connectors.email.bounces import read_bounce
from connectors.email.loops import automatic_reason
from connectors.email.message_ids import Reference, find_references, message_id
from connectors.email.parsing import key_of, parse_mail
from connectors.email.tokens import BOUNCE, REPLY, is_genuine, make_address, new_key, read_address
from tests.unit.connectors.mails import mail_from, report_about

TENANT, POST, USER = (UUID(int=n) for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("iso-2022-jp", "ありがとう"),
        ("gb2312", "谢谢你㐀"[:3]),
        ("windows-1256", "شكرا"),
        ("iso-8859-1", "schön"),
        ("koi8-r", "спасибо"),
        ("shift_jis", "解決"),
    ],
)
def test_text_in_any_charset_is_read(charset: str, text: str) -> None:
    raw = f"From: b@x.example\nContent-Type: text/plain; charset={charset}\n\n".encode() + text.encode(charset)
    assert parse_mail(raw).text == text


@pytest.mark.parametrize("charset", ["x-unknown", "utf-8", '"', ""])
def test_bytes_that_do_not_fit_their_charset_lose_nothing_else(charset: str) -> None:
    raw = f"From: b@x.example\nContent-Type: text/plain; charset={charset}\n\n".encode() + b"caf\xe9 \x00 ok"
    text = parse_mail(raw).text
    assert text.startswith("caf")
    assert text.endswith("ok")
    assert "\x00" not in text


def test_headers_in_several_encodings_are_one_text() -> None:
    mail = parse_mail(
        b"From: =?utf-8?q?J=C3=B6rg?= <j@x.example>\nSubject: =?iso-2022-jp?b?GyRCJUYbKEI=?= =?utf-8?q?_=C3=A9?=\n\nx"
    )
    assert (mail.sender, mail.sender_name, mail.subject) == ("j@x.example", "Jörg", "テ é")


def test_plain_text_wins_and_files_are_set_apart() -> None:
    raw = "\n".join([
        'From: b@x.example', 'Content-Type: multipart/mixed; boundary="a"', "",
        "--a", 'Content-Type: multipart/alternative; boundary="b"', "",
        "--b", "Content-Type: text/plain", "", "plain", "--b", "Content-Type: text/html", "", "<p>html</p>", "--b--",
        "--a", 'Content-Type: image/png; name="=?utf-8?q?fo=C3=B6.png?="', "Content-Transfer-Encoding: base64", "",
        base64.b64encode(b"png").decode(), "--a--",
    ]).encode()  # fmt: skip
    mail = parse_mail(raw)
    assert (mail.text, mail.from_html) == ("plain", False)
    assert [(each.name, each.media_type, each.data) for each in mail.attachments] == [("foö.png", "image/png", b"png")]


def test_flowed_text_is_put_together_again() -> None:
    raw = b"From: b@x.example\nContent-Type: text/plain; format=flowed\n\na long \nline\n\n-- \nBob"
    assert parse_mail(raw).text == "a long line\n\n-- \nBob"


@given(st.binary(max_size=600))
def test_any_bytes_are_read_without_failing(raw: bytes) -> None:
    parse_mail(raw)
    assert 0 < len(key_of(raw)) <= 300


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"Auto_Submitted": "auto-replied"}, "auto_submitted"),
        ({"Precedence": "bulk"}, "precedence"),
        ({"X_Loop": "me"}, "loop_header"),
        ({"List_Id": "<l.x.example>"}, "mailing_list"),
        ({"X_Chorus_Sender": "post"}, "own_mail"),
        ({"Auto_Submitted": "no"}, ""),
        ({}, ""),
    ],
)
def test_what_a_machine_wrote_is_known(headers: dict[str, str], reason: str) -> None:
    message = message_from_bytes(mail_from("bob@x.example", to="a@b.example", **headers))
    assert automatic_reason(message, envelope_from="bob@x.example", sender="bob@x.example", secrets=["s"]) == reason


def test_a_mail_under_our_own_id_is_a_loop() -> None:
    ours = message_id(Reference(TENANT, POST, USER), domain="mail.example", secret="s")
    message = message_from_bytes(mail_from("bob@x.example", to="a@b.example", Message_ID=ours))
    assert automatic_reason(message, envelope_from="", sender="bob@x.example", secrets=["s"]) == "own_mail"


def test_own_ids_are_read_back_and_forged_ones_are_not() -> None:
    reference = Reference(TENANT, POST, USER)
    ours = message_id(reference, domain="mail.example", secret="old")
    assert find_references([f"<x@y> {ours}"], secrets=["new", "old"]) == [reference]
    forged = ours.replace(ours[40:50], "A" * 9 + "B")
    assert find_references([forged, ours], secrets=["new"]) == []


@pytest.mark.parametrize("kind", [REPLY, BOUNCE])
def test_an_address_fits_into_mail_and_is_read_back(kind: str) -> None:
    key = new_key()
    address = make_address(kind, TENANT, key, ["user", 5], domain="mail.example", secret="s")
    assert len(address.partition("@")[0]) <= 64
    token = read_address(address.upper(), domain="mail.example")
    assert token is not None
    assert (token.kind, token.tenant_id, token.key) == (kind, TENANT, key)
    assert is_genuine(token, ["user", 5], secrets=["new", "s"])
    assert not is_genuine(token, ["other", 5], secrets=["s"])
    assert not is_genuine(token, ["user", 5], secrets=["new"])
    assert read_address(address, domain="other.example") is None


@given(st.text(max_size=80))
def test_no_other_address_is_taken_for_ours(text: str) -> None:
    assert read_address(text, domain="mail.example") is None


@pytest.mark.parametrize(
    ("status", "action", "weight"),
    [("5.1.1", "failed", 2), ("4.4.1", "failed", 1), ("4.4.1", "delayed", 0), ("5.2.2", "failed", 1), ("", "failed", 2)],
)
def test_a_report_says_how_bad_it_is(status: str, action: str, weight: int) -> None:
    bounce = read_bounce(message_from_bytes(report_about("<x@y>", status=status, action=action)))
    assert bounce is not None
    assert (bounce.weight, bounce.message_id) == (weight, "<x@y>")


def test_a_complaint_weighs_as_much_as_it_takes_to_stop() -> None:
    raw = b'Content-Type: multipart/report; boundary="b"\n\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n\n--b--\n'
    bounce = read_bounce(message_from_bytes(raw))
    assert bounce is not None
    assert bounce.weight == 4


RESULTS = {
    "mx.acme.example; dmarc=pass; spf=fail": Verdict.VOUCHED,
    "mx.acme.example; dkim=fail; spf=softfail (x)": Verdict.FAIL,
    "mx.acme.example; dkim=fail header.d=a; dkim=pass header.d=b": Verdict.VOUCHED,
    "mx.acme.example; dmarc=fail; dkim=pass": Verdict.FAIL,
    "mx.acme.example; none": Verdict.UNKNOWN,
    "mx.evil.example; dmarc=pass": Verdict.UNKNOWN,
}


@pytest.mark.parametrize("value", sorted(RESULTS))
def test_only_our_own_servers_word_counts(value: str) -> None:
    message = message_from_bytes(mail_from("b@x.example", to="a@b.example", Authentication_Results=value))
    assert judge(message, authserv="mx.acme.example") is RESULTS[value]
    assert judge(message, authserv="") is Verdict.UNKNOWN
