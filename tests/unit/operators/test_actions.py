"""What operators do to brands, and the record it leaves."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import connections, transaction
from django.db.utils import ProgrammingError
from django.test import Client

from accounts.models.user import User
from kernel.errors import NotFoundError
from kernel.ids import uuid7
from operators.actions import tenants as actions
from operators.contracts import OperatorActor
from operators.errors import NotConfirmedError
from operators.models import AuditEntry
from tenants.context import tenant_context
from tenants.errors import BadNameError, HostTakenError, SlugTakenError
from tenants.queries import forget_hosts, get_tenant_by_slug
from tests.plugin import TENANTS, database_urls
from tests.worlds import World

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "system"])
ACME = TENANTS["acme"]


def entries(action: str) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action=action).order_by("id"))


def made(actor: OperatorActor, **given: Any) -> Any:
    values = {"slug": "initech", "name": "Initech", "hosts": ["initech.localhost"], "language": "de", **given}
    return actions.create_tenant(actor=actor, **values)


def test_new_brand_answers_under_its_host_and_its_owner_joins_by_the_link(actor: OperatorActor) -> None:
    new = made(actor, owner_email="olaf@initech.example")

    client = Client(SERVER_NAME="initech.localhost")
    assert client.get("/account/login/")["Content-Language"] == "de"
    link = "/" + new.owner_link.split("/", 3)[3]
    assert client.post(link, {"name": "Olaf", "password": "a long enough secret"})["Location"] == "/desk"
    assert client.get("/api/v1/me").json()["role"] == "owner"
    with tenant_context(ACME):
        assert not User.objects.filter(email="olaf@initech.example").exists()


def test_link_of_an_owner_is_not_mailed(actor: OperatorActor, mailoutbox: list[Any]) -> None:
    from events.drain import drain
    from events.subscribers import get_subscriber

    new = made(actor, owner_email="olaf@initech.example")
    subscriber = get_subscriber("accounts.invitation_mail")
    assert subscriber is not None
    with tenant_context(new.id):
        drain(subscriber, new.id)
    assert mailoutbox == []


IMPOSSIBLE: list[tuple[dict[str, Any], type[Exception]]] = [
    ({"slug": "acme"}, SlugTakenError),
    ({"slug": "Bad Slug"}, BadNameError),
    ({"hosts": ["acme.localhost"]}, HostTakenError),
    ({"hosts": ["operator.localhost"]}, HostTakenError),
    ({"hosts": ["not a host"]}, BadNameError),
    ({"language": "tlh"}, BadNameError),
    ({"time_zone": "Mars/Olympus"}, BadNameError),
]


def test_brand_that_cannot_be_leaves_nothing_behind(actor: OperatorActor) -> None:
    for given, error in IMPOSSIBLE:
        with pytest.raises(error):
            made(actor, **given)
    assert get_tenant_by_slug("initech") is None
    assert entries("tenant_created") == []


def test_suspended_brand_is_closed_to_everybody_until_resumed(actor: OperatorActor, brands: World) -> None:
    client = brands.client("alice")
    actions.suspend_tenant(actor=actor, tenant_id=ACME, confirmation="acme")
    assert client.get("/account/login/").status_code == 404
    assert client.get("/api/v1/me").status_code == 404

    actions.resume_tenant(actor=actor, tenant_id=ACME)
    assert client.get("/api/v1/me").status_code == 200


def test_suspension_must_be_confirmed(actor: OperatorActor) -> None:
    with pytest.raises(NotConfirmedError):
        actions.suspend_tenant(actor=actor, tenant_id=ACME, confirmation="globex")
    assert entries("tenant_suspended") == []


def test_suspending_twice_is_recorded_once(actor: OperatorActor) -> None:
    for _ in range(2):
        actions.suspend_tenant(actor=actor, tenant_id=ACME, confirmation="acme")
    assert len(entries("tenant_suspended")) == 1


def test_added_host_leads_to_the_brand(actor: OperatorActor) -> None:
    actions.add_domain(actor=actor, tenant_id=ACME, host="Help.Acme.localhost")
    forget_hosts()
    assert Client(SERVER_NAME="help.acme.localhost").get("/account/login/").status_code == 200
    with pytest.raises(HostTakenError):
        actions.add_domain(actor=actor, tenant_id=TENANTS["globex"], host="help.acme.localhost")


def test_account_made_by_an_operator_signs_in(actor: OperatorActor) -> None:
    actions.create_user(actor=actor, tenant_id=ACME, email="new@acme.example", name="New", role="agent", password="a long secret")
    client = Client(SERVER_NAME="acme.localhost")
    client.post("/account/login/", {"login": "new@acme.example", "password": "a long secret"})
    assert client.get("/api/v1/me").json()["role"] == "agent"


CHANGES: dict[str, Callable[[OperatorActor], Any]] = {
    "tenant_created": made,
    "owner_invited": lambda actor: actions.invite_owner(actor=actor, tenant_id=ACME, email="o@acme.example"),
    "user_created": lambda actor: actions.create_user(
        actor=actor, tenant_id=ACME, email="n@acme.example", name="N", role="member", password=None
    ),
    "tenant_suspended": lambda actor: actions.suspend_tenant(actor=actor, tenant_id=ACME, confirmation="acme"),
    "tenant_resumed": lambda actor: actions.resume_tenant(actor=actor, tenant_id=ACME),
    "tenant_renamed": lambda actor: actions.rename_tenant(actor=actor, tenant_id=ACME, name="Acme Ltd"),
    "domain_added": lambda actor: actions.add_domain(actor=actor, tenant_id=ACME, host="more.acme.localhost"),
}


def test_every_change_is_recorded(actor: OperatorActor) -> None:
    for name, change in CHANGES.items():
        change(actor)
        (entry,) = entries(name)
        assert (entry.by, entry.operator_id, entry.address) == ("olga@operators.example", actor.operator_id, "127.0.0.1")
        assert entry.target_tenant_id is not None


def test_unknown_brand_is_not_found(actor: OperatorActor) -> None:
    for change in (actions.resume_tenant, actions.rename_tenant, actions.add_domain, actions.invite_owner):
        given = {
            actions.rename_tenant: {"name": "X"},
            actions.add_domain: {"host": "x.y"},
            actions.invite_owner: {"email": "a@b.c"},
        }
        with pytest.raises(NotFoundError):
            change(actor=actor, tenant_id=uuid7(), **given.get(change, {}))  # type: ignore[operator] # of differing shapes


def test_record_cannot_be_changed_by_either_role(actor: OperatorActor) -> None:
    for alias in ("default", "system"):
        for statement in (
            "UPDATE operators_auditentry SET by = 'x'",
            "DELETE FROM operators_auditentry",
            "TRUNCATE operators_auditentry",
        ):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(using=alias):
                connections[alias].cursor().execute(statement)


def test_app_role_cannot_look_at_operators(brands: World) -> None:
    for table in ("operators_operator", "operators_operatorsession", "operators_auditentry"):
        with (
            psycopg.connect(database_urls()["CHORUS_DATABASE_APP_URL"]) as app,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            app.execute(f"SELECT * FROM {table}")
