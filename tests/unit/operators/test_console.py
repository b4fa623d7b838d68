"""The console: who gets in, what each page shows, and the walls around its host."""

import re
import time
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import connection
from django.test import Client
from django.urls import get_resolver

from events.base import Event
from events.drain import MOST_FAILURES, drain
from events.subscribers import Subscriber, _subscribers
from kernel.actor import system_actor
from operators.actions.access import disable_operator
from operators.auditing import command_actor
from operators.models import AuditEntry, Operator, OperatorSession
from tests.plugin import TENANTS
from tests.unit.operators.conftest import OPERATOR_SECRET, sign_in
from tests.worlds import World

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "system"])
ACME = TENANTS["acme"]
PAGES = ["/", "/tenants/new/", f"/tenants/{ACME}/", "/audit/", "/parked/", "/security/"]
WRITES = ["name/", "domains/", "owners/", "suspension/", "resumption/"]


def test_pages_are_for_operators(olga: Operator, stranger: Client) -> None:
    for path in PAGES:
        assert stranger.get(path)["Location"] == "/sign-in/"
    sign_in(stranger)
    for path in PAGES:
        page = stranger.get(path)
        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
        assert b"<h1>" in page.content


def test_writes_are_for_operators_and_by_post(console: Client, stranger: Client) -> None:
    before = AuditEntry.objects.count()
    nobody = Client(SERVER_NAME="operator.localhost")
    paths = [*(f"/tenants/{ACME}/{end}" for end in WRITES), "/parked/retry/", "/sign-out/"]
    for path in [*paths, "/tenants/new/"]:
        assert (
            nobody.post(path, {"name": "X", "host": "x.y", "email": "a@b.cd", "confirmation": "acme"})["Location"] == "/sign-in/"
        )
    for path in paths:
        assert console.get(path).status_code == 405
    assert AuditEntry.objects.count() == before


def test_console_asks_for_a_token_of_its_own_forms(console: Client) -> None:
    strict = Client(SERVER_NAME="operator.localhost", enforce_csrf_checks=True)
    strict.cookies = console.cookies
    assert strict.post(f"/tenants/{ACME}/suspension/", {"confirmation": "acme"}).status_code == 403


def test_console_does_not_exist_at_a_brand(console: Client, brands: World) -> None:
    for client in (brands.client("alice"), brands.client()):
        client.cookies["chorus_operator"] = console.cookies["chorus_operator"].value
        for path in ("/sign-in/", "/audit/", "/parked/", "/tenants/new/", f"/tenants/{ACME}/"):
            assert client.get(path).status_code == 404


def test_brands_do_not_exist_at_the_console(console: Client) -> None:
    for path in ("/account/login/", "/account/signup/", "/api/v1/me", "/api/v1/members", "/desk", "/search/"):
        assert console.get(path).status_code == 404


def test_console_has_only_its_own_routes() -> None:
    names = {pattern.name for pattern in _routes(get_resolver("config.operator_urls").url_patterns)}
    assert all(name.startswith("operator_") or name in {"healthz", "readyz", "metrics"} for name in names)


def _routes(patterns: Any) -> Any:
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _routes(pattern.url_patterns)
        else:
            yield pattern


def test_wrong_password_and_unknown_address_look_the_same(olga: Operator, stranger: Client) -> None:
    known = sign_in(stranger, password="wrong password")
    unknown = sign_in(stranger, email="who@operators.example", password="wrong password")
    strip = re.compile(r'value="[^"]*"|nonce="[^"]*"')
    assert known.status_code == unknown.status_code == 200
    assert strip.sub("", known.content.decode()) == strip.sub("", unknown.content.decode())


def test_guessing_is_stopped_and_recorded(olga: Operator, stranger: Client) -> None:
    for _ in range(5):
        sign_in(stranger, password="wrong password")
    assert sign_in(stranger).status_code == 429
    assert AuditEntry.objects.filter(action="sign_in_failed", subject=olga.email).count() == 5


def test_cookie_is_hidden_from_scripts_and_other_sites(console: Client) -> None:
    cookie = console.cookies["chorus_operator"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert not OperatorSession.objects.filter(key_hash=cookie.value).exists()


def test_signing_out_ends_the_session(console: Client) -> None:
    key = console.cookies["chorus_operator"].value
    console.post("/sign-out/")
    console.cookies["chorus_operator"] = key
    assert console.get("/").status_code == 302


def test_disabled_operator_is_out_at_once(console: Client, olga: Operator) -> None:
    disable_operator(actor=command_actor(), email=olga.email)
    assert console.get("/").status_code == 302
    assert sign_in(console).status_code == 200


def code_of(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def test_second_factor_is_set_up_asked_for_and_used_up(console: Client, olga: Operator) -> None:
    secret = re.search(r'<code dir="ltr">([A-Z2-7]+)</code>', console.get("/security/").content.decode())
    assert secret is not None
    assert console.post("/security/", {"code": "000000"}).status_code == 200
    with time_machine.travel(time.time(), tick=False):  # so that a code cannot end between two steps
        assert console.post("/security/", {"code": code_of(secret.group(1), -1)}).status_code == 302
        assert secret.group(1) not in Operator.objects.get().totp_secret

        fresh = Client(SERVER_NAME="operator.localhost")
        assert sign_in(fresh).status_code == 200
        code = code_of(secret.group(1))
        assert sign_in(fresh, code=code).status_code == 302
        assert sign_in(Client(SERVER_NAME="operator.localhost"), code=code).status_code == 200

        assert console.post("/security/", {"code": code_of(secret.group(1), 1)}).status_code == 302
        assert sign_in(Client(SERVER_NAME="operator.localhost")).status_code == 302


def test_brand_is_set_up_found_renamed_and_suspended_in_the_console(console: Client) -> None:
    made = console.post(
        "/tenants/new/",
        {
            "slug": "initech",
            "name": "Initech",
            "language": "es",
            "hosts": "initech.localhost\nwww.initech.localhost",
            "owner_email": "o@i.example",
        },
    )
    assert b"http://initech.localhost" in made.content
    found = console.get("/?q=WWW.init").content.decode()
    address = re.search(r'href="(/tenants/[0-9a-f-]{36}/)"', found)
    assert address is not None

    console.post(address.group(1) + "name/", {"name": "Initech GmbH"})
    console.post(address.group(1) + "suspension/", {"confirmation": "nonsense"})
    assert "Suspended since" not in console.get(address.group(1)).content.decode()
    console.post(address.group(1) + "suspension/", {"confirmation": "initech"})
    page = console.get(address.group(1)).content.decode()
    assert "Initech GmbH" in page
    assert "Suspended since" in page
    log = console.get("/audit/").content.decode()
    for action in ("tenant_created", "owner_invited", "tenant_renamed", "tenant_suspended", "signed_in"):
        assert f"<code>{action}</code>" in log


def test_faulty_new_brand_is_explained(console: Client) -> None:
    data = {"slug": "acme", "name": "A", "language": "en", "hosts": "a.localhost"}
    answer = console.post("/tenants/new/", data)
    assert b"There is a brand" in answer.content


def test_lists_are_paged(console: Client) -> None:
    AuditEntry.objects.bulk_create(AuditEntry(at="2026-01-01T00:00Z", by="test", action="note") for _ in range(60))
    following = re.search(r'href="\?cursor=([^"]+)"', console.get("/audit/").content.decode())
    assert following is not None
    assert console.get(f"/audit/?cursor={following.group(1)}").status_code == 200
    assert console.get("/audit/?cursor=nonsense").status_code == 400


class Broken(Event):
    """A fact that its subscriber cannot take at first."""

    type = "tests.broken"

    @property
    def subject(self) -> str:
        return "test:1"

    @property
    def audience(self) -> str:
        return "nobody"


def test_parked_event_is_listed_and_sent_again(console: Client, brands: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from events.recording import publish, recording

    healed: list[int] = []
    broken = [True]

    def handle(event: Event, recorded: Any) -> None:
        if broken:
            raise RuntimeError("the other side is away")
        healed.append(recorded.seq)

    subscriber = Subscriber("tests.reader", frozenset({Broken.type}), handle)
    monkeypatch.setitem(_subscribers, subscriber.name, subscriber)
    with recording():
        publish(Broken(), actor=system_actor(ACME))
    for _ in range(MOST_FAILURES):
        drain(subscriber, ACME)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE events_cursor SET retry_at = NULL")
    page = console.get("/parked/").content.decode()
    assert "the other side is away" in page
    seq = re.search(r'name="seq" value="(\d+)"', page)
    assert seq is not None
    data = {"tenant_id": str(ACME), "subscriber": "tests.reader", "seq": seq.group(1)}

    console.post("/parked/retry/", data)
    assert "the other side is away" in console.get("/parked/").content.decode()
    broken.clear()
    console.post("/parked/retry/", data)

    assert healed == [int(seq.group(1))]
    assert "Nothing is parked." in console.get("/parked/").content.decode()
    assert AuditEntry.objects.filter(action="event_retried").count() == 1
    assert OPERATOR_SECRET not in str(list(AuditEntry.objects.values_list("detail", flat=True)))
