"""Pages from the same daphne that holds the sockets."""

import http.client

import pytest
from django.urls import reverse_lazy

from tests.integration.realtime.server import Server


def get(server: Server, path: str, host: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("GET", str(path), headers={"Host": f"{host}:{server.port}"})
    return connection.getresponse()


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/healthz", "anything.localhost", 200),
        (reverse_lazy("account_login"), "acme.localhost", 200),
        ("/desk", "acme.localhost", 302),
        ("/", "nobody.localhost", 404),
        ("/api/v1/me", "acme.localhost", 401),
        ("/no-such-page", "acme.localhost", 404),
    ],
)
def test_pages_and_refusals_arrive(transactional_db: None, server: Server, path: str, host: str, status: int) -> None:
    answer = get(server, path, host)
    answer.read()
    assert answer.status == status
    assert answer.headers["X-Request-ID"]


def test_the_metrics_of_the_live_connection_are_exposed(transactional_db: None, server: Server) -> None:
    text = get(server, "/metrics", "acme.localhost").read().decode()
    for name in (
        "chorus_live_sockets",
        "chorus_live_event_frames_total",
        "chorus_live_hint_to_frames_seconds_bucket",
        "chorus_live_redis_up",
    ):
        assert name in text
