"""Commands do what the console does, and are recorded the same."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from operators.models import AuditEntry, Operator
from tenants.queries import get_tenant_by_slug
from tests.worlds import World

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "system"])


def run(*args: str, **options: Any) -> str:
    out = StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


def test_brand_is_set_up_and_listed(brands: World) -> None:
    printed = run(
        "create_tenant",
        "initech",
        "--name",
        "Initech",
        "--language",
        "fr",
        "--host",
        "initech.localhost",
        "--owner-email",
        "o@i.example",
    )
    assert "http://initech.localhost" in printed
    assert "/account/invitation/" in printed
    assert "initech\topen\tfr\tinitech.localhost\tInitech" in run("tenants")
    assert run("tenants", "glob").split("\t")[0] == "globex"


def test_brand_is_suspended_resumed_and_gets_a_host(brands: World) -> None:
    run("suspend_tenant", "acme")
    tenant = get_tenant_by_slug("acme")
    assert tenant is not None
    assert tenant.suspended
    run("resume_tenant", "acme")
    run("add_domain", "acme", "more.acme.localhost")
    assert Client(SERVER_NAME="more.acme.localhost").get("/account/login/").status_code == 200


def test_accounts_are_made_with_a_password_from_the_environment(brands: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHORUS_USER_PASSWORD", "a long enough secret")
    run("create_user", "--tenant", "acme", "--email", "n@acme.example", "--name", "N", "--role", "agent")
    client = Client(SERVER_NAME="acme.localhost")
    client.post("/account/login/", {"login": "n@acme.example", "password": "a long enough secret"})
    assert client.get("/api/v1/me").json()["role"] == "agent"

    monkeypatch.setenv("CHORUS_OPERATOR_PASSWORD", "a long enough secret")
    run("create_operator", "olga@operators.example")
    assert Operator.objects.get().has_password("a long enough secret")
    run("disable_operator", "olga@operators.example")
    assert Operator.objects.get().disabled_at is not None


def test_commands_are_recorded_with_who_ran_them(brands: World) -> None:
    run("suspend_tenant", "acme")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.subject, entry.operator_id) == ("tenant_suspended", "acme", None)
    assert entry.by.startswith("command line: ")
    lines = [json.loads(line) for line in run("audit_log", "--tenant", "acme").splitlines()]
    assert [line["action"] for line in lines] == ["tenant_suspended"]


IMPOSSIBLE = [
    ["suspend_tenant", "nobody"],
    ["create_tenant", "acme", "--name", "A"],
    ["create_tenant", "x!", "--name", "A"],
    ["create_tenant", "fine", "--name", "A", "--owner-email", "nonsense"],
    ["add_domain", "acme", "globex.localhost"],
    ["disable_operator", "who@operators.example"],
]


def test_what_cannot_be_done_is_one_sentence(brands: World) -> None:
    for args in IMPOSSIBLE:
        with pytest.raises(CommandError):
            run(*args)
    assert not AuditEntry.objects.exists()


def test_weak_password_is_refused(brands: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHORUS_OPERATOR_PASSWORD", "12345")
    with pytest.raises(CommandError):
        run("create_operator", "olga@operators.example")
