"""Alive, ready, measured."""

import ipaddress

import redis
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from access.api.gate import Gate, gated
from tenants.walls import list_breaches


@gated(Gate.INSTALLATION)
def alive(request: HttpRequest) -> HttpResponse:
    """200 while the process answers at all."""
    return HttpResponse("ok\n", content_type="text/plain")


@gated(Gate.INSTALLATION)
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database is migrated and its wall is up; Redis is reported, but its loss only delays."""
    problems: list[str] = []
    try:
        problems += list_breaches()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            problems.append("Migrations are pending.")
    except DatabaseError:
        problems.append("The database does not answer.")
    state = {"ready": not problems, "problems": problems, "redis": _redis_answers()}
    return JsonResponse(state, status=503 if problems else 200)


@gated(Gate.INSTALLATION)
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus text; by bearer token when one is set, else for loopback alone (never through a proxy, which is near too)."""
    token = settings.CHORUS.metrics_token
    if token:
        allowed = constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}")
    else:
        passed_on = {"Forwarded", "X-Forwarded-For", "X-Real-Ip"} & set(request.headers)
        allowed = not passed_on and not settings.CHORUS.trusted_proxies and _is_loopback(request.META.get("REMOTE_ADDR", ""))
    if not allowed:
        return HttpResponse(status=404)
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _redis_answers() -> bool:
    client = redis.Redis.from_url(settings.CHORUS.redis_url, socket_timeout=1, socket_connect_timeout=1)
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()
