"""What opens a door stays out of logs; what only machines of the installation may read stays there."""

import logging
from typing import Any

import pytest
from django.conf import settings
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory
from structlog.stdlib import ProcessorFormatter

from accounts.actions.invitations import invite, issue_link_token
from kernel.actor import system_actor
from tests.plugin import TENANTS
from tests.worlds import World
from web.api.throttle import ActorThrottle


@pytest.fixture
def lines() -> Any:
    """What the installation's own formatter writes, line by line."""
    written: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(self.format(record))

    form = settings.LOGGING["formatters"]["structured"]
    keep, root = Keep(), logging.getLogger()
    keep.setFormatter(ProcessorFormatter(foreign_pre_chain=form["foreign_pre_chain"], processors=form["processors"]))
    level = root.level
    root.addHandler(keep)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(keep)
    root.setLevel(level)


def test_no_line_holds_the_secret_of_a_link(world: World, lines: list[str]) -> None:
    invitation = invite(actor=world.actor("alice"), email="new@mail.example", role="agent")
    secret = issue_link_token(actor=system_actor(TENANTS["acme"]), invitation_id=invitation.pk)
    assert secret is not None
    client = world.client()
    client.get(f"/account/invitation/{secret}/")
    client.handler.enforce_csrf_checks = True
    assert client.post(f"/account/invitation/{secret}/", {"name": "Nell"}).status_code == 403
    client.get("/account/invitation/closed-one/")
    client.get("/account/password/reset/key/1a-wonderful-secret/")
    client.get("/account/confirm-email/wonderful:secret:too/")

    text = "\n".join(lines)
    assert "/account/invitation/" in text
    assert "/account/password/reset/key/" in text
    for word in (secret, "closed-one", "wonderful"):
        assert word not in text


def test_figures_are_not_told_through_a_proxy_on_the_same_machine(world: World) -> None:
    client = world.client()
    assert client.get("/metrics").status_code == 200
    for header in ("X-Forwarded-For", "Forwarded", "X-Real-IP"):
        assert client.get("/metrics", headers={header: "203.0.113.9"}).status_code == 404


def test_caller_does_not_choose_the_address_under_which_it_is_counted(world: World) -> None:
    seen = set()
    for claimed in ("203.0.113.1", "203.0.113.2, 198.51.100.7"):
        request = Request(APIRequestFactory().get("/api/v1/schema/", headers={"X-Forwarded-For": claimed}))
        seen.add(ActorThrottle().get_ident(request))
    assert seen == {"127.0.0.1"}
