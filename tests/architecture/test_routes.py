"""Each route has a gate and a case; each case is tried by each role, and by Charlie with ids that are not his brand's."""

from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator

from access.api.gate import Gate
from tests.architecture.case_basics import Case
from tests.architecture.digest import digests_of
from tests.architecture.house import stale
from tests.architecture.route_cases import BY_LIBRARIES, NOT_FOR_TOKENS, ROUTE_CASES, WITHOUT_TENANT
from tests.architecture.routes import Route, list_routes
from tests.architecture.stage import ROLES, Stage
from tests.plugin import TENANTS
from tests.worlds import World

ROUTES = {route.name: route for route in list_routes()}
CASES = [(name, index) for name, cases in sorted(ROUTE_CASES.items()) for index in range(len(cases))]
IDS = [f"{name}-{ROUTE_CASES[name][index].method}-{index}" for name, index in CASES]
REFUSED = {401, 403, 404}
Staged = tuple[World, dict[str, Stage]]


def is_of_a_library(route: Route) -> bool:
    return not route.is_ours and route.name.startswith(tuple(BY_LIBRARIES))


def send(client: Client, name: str, case: Case, *, kwargs: dict[str, Any], body: dict[str, Any]) -> HttpResponse:
    address = reverse(name, kwargs=kwargs or None) + case.query
    content = {} if case.form or case.method == "get" else {"content_type": "application/json"}
    data = body if body or case.method == "post" else None
    return getattr(client, case.method)(address, data, **content)  # type: ignore[no-any-return] # a response


def got_through(response: HttpResponse) -> bool:
    turned_away = response.status_code == 302 and "/login/" in response["Location"]
    assert response.status_code < 500
    return response.status_code < 400 and not turned_away


def holds_ids(values: Any) -> bool:
    """Whether a case's values differ between brands, which they do by naming rows."""
    return values(_Named("acme")) != values(_Named("globex"))


class _Named:
    """A stage whose every id is a word made of the brand and the id's name."""

    def __init__(self, brand: str) -> None:
        self._brand = brand

    def __getattr__(self, name: str) -> str:
        return f"{self._brand}:{name}"


def test_names_are_unique() -> None:
    names = [route.name for route in list_routes()]
    assert sorted(names) == sorted(set(names))


def test_every_route_has_a_gate() -> None:
    assert [route.path for route in (*list_routes(), *list_routes("config.operator_urls")) if route.gate is None] == []


def test_the_operators_host_serves_nothing_of_a_brand() -> None:
    gates = {route.gate for route in list_routes("config.operator_urls")}
    assert gates <= {Gate.OPERATOR, Gate.INSTALLATION, Gate.PUBLIC}


def test_no_operators_route_is_served_by_a_brand() -> None:
    assert [route.name for route in list_routes() if route.gate is Gate.OPERATOR] == []


OPERATORS = [route for route in list_routes("config.operator_urls") if route.gate is Gate.OPERATOR]


@pytest.mark.parametrize("route", OPERATORS, ids=lambda route: route.name)
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_console_is_closed_to_owners_of_brands_and_strangers(staged: Staged, route: Route, method: str) -> None:
    world, _stages = staged
    kwargs = dict.fromkeys(route.arguments, TENANTS["acme"])
    address = reverse(route.name, kwargs=kwargs or None, urlconf="config.operator_urls")
    before = digests_of("acme")
    for person in ("alice", None):
        client = world.client(person)
        client.defaults["SERVER_NAME"] = settings.CHORUS.operator_host
        response = getattr(client, method)(address)
        assert response.status_code in REFUSED | {405} or "sign-in" in response.headers.get("Location", "")
    assert digests_of("acme") == before


def test_every_route_has_a_case_and_every_case_a_route() -> None:
    needed = {name for name, route in ROUTES.items() if not is_of_a_library(route)} - WITHOUT_TENANT
    assert needed == set(ROUTE_CASES)


def test_every_method_of_a_view_has_a_case() -> None:
    missing = {
        name: sorted(ROUTES[name].methods - {case.method for case in cases})
        for name, cases in ROUTE_CASES.items()
        if name in ROUTES and ROUTES[name].methods - {case.method for case in cases}
    }
    assert missing == {}


def test_every_route_of_the_api_names_the_scope_of_its_tokens() -> None:
    without = {route.name for route in ROUTES.values() if route.is_api and route.scope is None}
    assert without - set(NOT_FOR_TOKENS) == set()
    assert stale(NOT_FOR_TOKENS, without) == set()


def test_no_address_of_the_api_ends_in_a_slash() -> None:
    assert [route.path for route in ROUTES.values() if route.is_api and route.path.endswith("/") and route.name != "schema"] == []


@pytest.mark.parametrize(("name", "index"), CASES, ids=IDS)
def test_route_opens_for_the_roles_it_should_and_for_no_other(staged: Staged, name: str, index: int) -> None:
    from django.db import transaction

    world, stages = staged
    case = ROUTE_CASES[name][index]
    through = set()
    for role, person in ROLES.items():
        before = transaction.savepoint()
        acme = stages["acme"]
        if got_through(send(world.client(person), name, case, kwargs=case.kwargs(acme), body=case.body(acme))):
            through.add(role)
        transaction.savepoint_rollback(before)
    assert through == case.allowed


@pytest.mark.parametrize(("name", "index"), [c for c in CASES if holds_ids(ROUTE_CASES[c[0]][c[1]].kwargs)])
def test_another_brands_ids_in_the_address_are_not_found_and_nothing_changes(staged: Staged, name: str, index: int) -> None:
    world, stages = staged
    case, acme = ROUTE_CASES[name][index], stages["acme"]
    before = digests_of("acme")
    response = send(world.client("charlie"), name, case, kwargs=case.kwargs(acme), body=case.body(acme))
    assert response.status_code == case.crossing
    assert digests_of("acme") == before


@pytest.mark.parametrize(("name", "index"), [c for c in CASES if holds_ids(ROUTE_CASES[c[0]][c[1]].body)])
def test_another_brands_ids_in_the_body_lead_nowhere_and_nothing_changes(staged: Staged, name: str, index: int) -> None:
    world, stages = staged
    case, acme, globex = ROUTE_CASES[name][index], stages["acme"], stages["globex"]
    before = digests_of("acme"), digests_of("globex")
    response = send(world.client("charlie"), name, case, kwargs=case.kwargs(globex), body=case.body(acme))
    assert response.status_code in {400, 403, 404, 409}
    assert (digests_of("acme"), digests_of("globex")) == before


@pytest.mark.parametrize("path", ["/", "/desk", "/api/v1/me"])
def test_a_session_of_one_brand_is_nobody_at_another(staged: Staged, path: str) -> None:
    world, _stages = staged
    charlie = world.client("charlie")
    assert charlie.get("/api/v1/me").status_code == 200
    charlie.defaults["SERVER_NAME"] = "acme.localhost"
    for cookie in charlie.cookies.values():
        cookie["domain"] = ""
    response = charlie.get(path)
    assert response.wsgi_request.actor.user_id is None
    assert charlie.get("/api/v1/me").status_code in REFUSED


def test_api_routes_are_described_without_a_warning() -> None:
    GENERATOR_STATS.reset() if hasattr(GENERATOR_STATS, "reset") else None
    schema = SchemaGenerator().get_schema(request=None, public=True)
    assert not GENERATOR_STATS, dict(GENERATOR_STATS._warn_cache) | dict(GENERATOR_STATS._error_cache)
    described = {(path, method) for path, operations in schema["paths"].items() for method in operations}
    wanted = {
        (
            "/"
            + route.path.replace("<uuid:", "{")
            .replace("<str:", "{")
            .replace("<int:", "{")
            .replace("<slug:", "{")
            .replace(">", "}"),
            method,
        )
        for route in ROUTES.values()
        if route.is_api and route.name != "schema"
        for method in route.methods
    }
    assert wanted - described == set()


NAMED_OTHERWISE = {
    "api/v1/settings/<slug:name>": "a section of the product, not a row of a brand",
    "api/v1/posts/<uuid:post_id>/revisions/<int:version>/hiding": "a version counts within its post",
}
"""Addresses with something else than an id in them, and what it names."""


def test_ids_are_uuids_in_the_addresses_of_the_api() -> None:
    others = {route.path for route in ROUTES.values() if route.is_api and ("<int:" in route.path or "<slug:" in route.path)}
    assert others - set(NAMED_OTHERWISE) == set()
    assert stale(NAMED_OTHERWISE, others) == set()
    assert UUID(int=0)
