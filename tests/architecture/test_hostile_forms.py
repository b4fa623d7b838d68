"""Published attacks in every free field of every form that any page offers: neither the form that comes back, nor the page
after it, holds anything of them that acts.

The forms are those that pages really hold, so that a new field is tried as soon as it is shown.
"""

from collections.abc import Iterator
from itertools import count

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from brand_settings.actions import change_settings
from community.limits import LimitSettings
from tenants.context import tenant_context
from tests.architecture.case_basics import Case
from tests.architecture.forms import Form, forms_in
from tests.architecture.route_cases import ROUTE_CASES
from tests.architecture.stage import ROLES, Stage
from tests.attacks import from_bleach, from_brs, from_dompurify
from tests.looking import Album, Served, look_at
from tests.plugin import TENANTS
from tests.worlds import World

LONGEST = 110
"""Short enough for most fields; tests/architecture/test_hostile_texts.py brings long ones."""


def test_no_field_of_any_form_acts_when_it_is_shown(staged: tuple[World, dict[str, Stage]]) -> None:
    world, stages = staged
    acme, album, numbers = stages["acme"], Album(), count()
    with tenant_context(TENANTS["acme"]):
        change_settings(actor=acme.owner, section="limits", values=dict.fromkeys(LimitSettings.model_fields, 0))
    attacks = [attack for attack in (*from_dompurify(), *from_bleach(), *from_brs()[::60]) if len(attack) <= LONGEST]
    shown: set[str] = set()
    for form, client in _every_form(world, acme):
        before = transaction.savepoint()
        number = next(numbers)
        sent = {
            **form.values,
            **{name: f"{attacks[(number * 5 + place) % len(attacks)]} zq{number}q" for place, name in enumerate(form.texts)},
        }
        response = _submit(client, form, sent)
        assert response.status_code < 500, (form.name, sent)
        if response.status_code in {301, 302} and response["Location"].startswith("/"):
            response = client.get(response["Location"])
        if response.get("Content-Type", "").startswith("text/html") and f"zq{number}q" in response.content.decode():
            shown.add(form.name)
            album.keep(client, f"/form/{number}/", Served(200, dict(response.items()), response.content))
        transaction.savepoint_rollback(before)
    assert len(shown) > LEAST
    assert look_at(album, album.pages()) == ({}, [])


LEAST = 40
"""Forms that show what was sent, so that a change that hides all of them is noticed."""


def _every_form(world: World, acme: Stage) -> Iterator[tuple[Form, Client]]:
    """Each once, with somebody whom its page opens for."""
    known: set[str] = set()
    for name, cases in ROUTE_CASES.items():
        for case in cases:
            for role in ("owner", "member", "moderator"):
                if case.method != "get" or role not in case.allowed:
                    continue
                client = world.client(ROLES[role])
                for form in _forms(client, name, case, acme):
                    if form.name not in known:
                        known.add(form.name)
                        yield form, client


def _forms(client: Client, name: str, case: Case, acme: Stage) -> list[Form]:
    path = reverse(name, kwargs=case.kwargs(acme) or None) + case.query
    before = transaction.savepoint()
    response = client.get(path)
    transaction.savepoint_rollback(before)
    if response.status_code != 200 or not response.get("Content-Type", "").startswith("text/html"):
        return []
    return forms_in(response.content.decode(), path)


def _submit(client: Client, form: Form, values: dict[str, str]) -> HttpResponse:
    if form.method == "get":
        return client.get(form.action.partition("?")[0], values)  # type: ignore[return-value] # a response
    return client.post(form.action, values)  # type: ignore[return-value] # a response
