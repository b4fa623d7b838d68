"""Web push against a real HTTP endpoint that opens what it gets, as a browser would."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from kernel.clock import now
from kernel.errors import InvalidError
from notifications.actions.pushing import subscribe_browser
from notifications.actions.reading import mark_all_read
from notifications.models.push import PushSubscription
from notifications.push.sending import push_due
from notifications.webpush.sealing import decode, encode, open_message, point, seal_message
from tests.unit.notifications.conftest import Stirring


def test_the_example_of_rfc_8291_is_sealed_as_printed_there() -> None:
    private = ec.derive_private_key(int.from_bytes(decode("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big"), ec.SECP256R1())
    body = seal_message(
        b"When I grow up, I want to be a watermelon",
        p256dh="BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        auth="BTBZMqHH6r4Tts7J_aSIgg",
        private=private,
        salt=decode("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert encode(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_y"
        "l95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


class Service(HTTPServer):
    """A push service with one browser behind it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = encode(b"0123456789abcdef")
        self.status = 201
        self.got: list[tuple[dict[str, str], bytes]] = []

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), body))
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_args: Any) -> None:
        """Silent."""


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    server = Service()
    settings.PUSH_ALLOWED_HOSTS = (server.host,)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def subscribe(stirring: Stirring, service: Service) -> PushSubscription:
    return subscribe_browser(
        actor=stirring.world.actor("bob"),
        endpoint=f"http://{service.host}/send/1",
        p256dh=encode(point(service.key.public_key())),
        auth=service.auth,
        agent="Mozilla/5.0 Firefox/140.0",
        at=now(),
    )


def test_a_message_arrives_sealed_and_signed_by_the_brand(stirring: Stirring, service: Service) -> None:
    subscribe(stirring, service)
    stirring.reply("dora")
    assert push_due(actor=stirring.system, at=now()) == 1
    assert push_due(actor=stirring.system, at=now()) == 0
    [(headers, body)] = service.got
    shown = json.loads(open_message(body, private=service.key, auth=service.auth))
    assert shown["body"] == "Dora replied to you in “How long does it ferment?”"
    assert shown["url"].startswith("http://acme.localhost")
    assert headers["Content-Encoding"] == "aes128gcm"
    assert is_signed_for(headers["Authorization"], f"http://{service.host}")


def is_signed_for(authorization: str, audience: str) -> bool:
    token, key = (part.split("=", 1)[1] for part in authorization.removeprefix("vapid ").split(", "))
    signed, signature = token.rsplit(".", 1)
    raw = decode(signature)
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decode(key))
    whole = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    public.verify(whole, signed.encode(), ec.ECDSA(hashes.SHA256()))
    claims = json.loads(decode(signed.split(".")[1]))
    return bool(claims["aud"] == audience and claims["sub"] == "mailto:no-reply@acme.example")


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(stirring: Stirring, service: Service, status: int) -> None:
    subscribe(stirring, service)
    service.status = status
    stirring.reply("dora")
    assert push_due(actor=stirring.system, at=now()) == 0
    assert not PushSubscription.objects.exists()


def test_a_busy_service_gets_it_later(stirring: Stirring, service: Service) -> None:
    from datetime import timedelta

    subscribe(stirring, service)
    service.status = 503
    stirring.reply("dora")
    at = now()
    assert push_due(actor=stirring.system, at=at) == 0
    service.status = 201
    assert push_due(actor=stirring.system, at=at) == 0
    assert push_due(actor=stirring.system, at=at + timedelta(minutes=2)) == 1


def test_what_was_read_is_not_pushed(stirring: Stirring, service: Service) -> None:
    subscribe(stirring, service)
    stirring.reply("dora")
    mark_all_read(actor=stirring.world.actor("bob"), at=now())
    assert push_due(actor=stirring.system, at=now()) == 0
    assert service.got == []


def test_our_own_machines_are_never_called(stirring: Stirring, service: Service, settings: Any) -> None:
    settings.PUSH_ALLOWED_HOSTS = ()
    subscribe(stirring, service)
    stirring.reply("dora")
    assert push_due(actor=stirring.system, at=now()) == 0
    assert service.got == []


@pytest.mark.parametrize("field", ["endpoint", "p256dh", "auth"])
def test_what_no_browser_sends_is_refused(stirring: Stirring, field: str) -> None:
    good = {"endpoint": "https://push.example/1", "p256dh": encode(b"\x04" + b"a" * 64), "auth": encode(b"b" * 16)}
    with pytest.raises(InvalidError):
        subscribe_browser(actor=stirring.world.actor("bob"), agent="", at=now(), **{**good, field: "!"})
