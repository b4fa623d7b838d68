"""The community at its full size: pages warm, cold and signed in, lists and their statements, search, a stampede, memory.

`make bench ARGS="forum race --scale 0.02"` for a small one.
"""

import http.client
import re
import socket
import time
import urllib.request
from urllib.parse import quote
from uuid import UUID

import psycopg

from bench.forum_world import build
from bench.kept import BigForum
from bench.load.wrk import load
from bench.memory import measure
from bench.server import web_server
from bench.signed_in import session_cookie
from bench.table import Table, quantile
from bench.world import BenchWorld
from tenants.context import tenant_context

COLD, SIGNED_IN, ROUNDS, LIST_ROUNDS, CROWD, SECONDS = 300, 300, 60, 20, 200, 8
LISTS = (
    "/",
    "/topics/",
    *(f"/topics/?list={name}" for name in ("new", "unread", "top", "unanswered", "unsolved", "hot")),
    "/topics/?kind=question&solved=yes&tags=pressure-0",
    "/s/space-0/",
    "/tags/",
    "/tags/pressure-0/",
    "/search/?q=pressure+valve",
    "/ideas/",
    "/kb/",
    "/badges/",
    "/leaderboard/",
    "/bookmarks/",
    "/drafts/",
    "/notifications/",
    "/messages/",
    "/decisions/",
    "/review/",
    "/manage/spaces/",
    "/manage/tags/",
    "/manage/searches/",
    "/account/sessions/",
    "/api/v1/topics",
    "/api/v1/members",
)
SEARCH_LIMIT = (
    "Each word of the generator stands in one post of seven, so that every search but one matches tens of thousands of posts. PostgreSQL"
    " reads and ranks up to 10,000 titles, 700 of the newest posts (2,000 with a filter) and 300 accepted answers (docs/adr/0015); the"
    " row without the page around is this and the reading of the twenty hits, the rest is the page."
)
FRAME = ("BEGIN", "COMMIT")
"""A search is kept in a transaction of its own, whose ends say nothing to a table."""
HOST = "bench-0.localhost"
WORDS = (
    "pressure valve",
    "E123",
    "firmware reset light",
    "Druck Ventil",
    "圧力",
    "coffee -noise",
    "descale status:solved",
    "temperatur",
)


def run(world: BenchWorld) -> list[Table]:
    """One brand of twenty, the largest."""
    made = world.forum or build(world.database.owner, world.tenants, scale=world.scale)
    with psycopg.connect(world.admin, dbname="bench", autocommit=True) as admin:
        admin.execute("VACUUM ANALYZE")
    size = f"{made.topics:,} topics, {made.posts:,} posts, {len(made.tenants)} brands"
    paths, owner = _topics(world, made), made.owner_ids[0]
    with tenant_context(made.tenants[0]):
        cookie = session_cookie(owner)
    with web_server(world) as port, web_server(world) as second:
        cold = _each(port, paths[:COLD])
        warm = _warm(port, paths[0], size)
        single = _pages(port, cold, paths, made=made, cookie=cookie, size=size)
        lists = _lists(world, made, cookie, port, size)
        searched = _search(made, port, cookie, size)
        crowd = _stampede(world, port, second, paths[0], made.tenants[0])
        memory = measure(world, port)
    filled = Table(f"Filling the database ({size})", ["posts/s", "seconds"], ratio_of="seconds")
    filled.add("generator, by COPY, with ranks and counts", made.posts / made.seconds, made.seconds)
    return [warm, single, lists, searched, crowd, memory, filled]


def _topics(world: BenchWorld, made: BigForum) -> list[str]:
    """Public topics with a full page of replies, or as long as there are."""
    with psycopg.connect(world.database.system) as connection:
        rows = connection.execute(
            """SELECT '/t/' || t.slug || '-' || t.number || '/' FROM community_topic t JOIN community_space s ON s.id = t.space_id
               WHERE t.tenant_id = %s AND s.visibility = 'public' AND t.number > 1 ORDER BY least(t.reply_count, 49) DESC, t.number LIMIT %s""",
            [made.tenants[0], COLD + SIGNED_IN],
        ).fetchall()
    return [row[0] for row in rows]


def _warm(port: int, path: str, size: str) -> Table:
    table = Table(
        f"Anonymous topic page, warm, one web process ({size})",
        ["requests/s", "p50 ms", "p99 ms", "failed"],
        ratio_of="requests/s",
        limit=(
            "Every answer was checked against the head of the log after its request came. What costs is one Python core: parsing, the "
            "question to PostgreSQL that all requests of a turn share, one write; the load and PostgreSQL take the other core."
        ),
    )
    for name, address, connections, headers in (
        ("/healthz, through Django (baseline)", "/healthz", 4, ()),
        ("1 connection", path, 1, ("Accept-Encoding: gzip",)),
        ("4 connections", path, 4, ("Accept-Encoding: gzip",)),
        ("16 connections", path, 16, ("Accept-Encoding: gzip",)),
        ("64 connections", path, 64, ("Accept-Encoding: gzip",)),
        ("16 connections, not zipped", path, 16, ()),
    ):
        seen = load(port, HOST, address, connections=connections, seconds=SECONDS, headers=headers)
        table.add(name, seen.rate, seen.p50, seen.p99, seen.failed)
    return table


def _pages(port: int, cold: list[float], paths: list[str], *, made: BigForum, cookie: str, size: str) -> Table:
    table = Table(
        f"Pages one at a time, one connection ({size})",
        ["p50 ms", "p95 ms", "p99 ms"],
        ratio_of="p50 ms",
        limit="A page that is not kept is Python: statements through the ORM, the template, middleware.",
    )
    middle, end = made.giant_pages // 2, made.giant_pages
    _add(table, "topic page, anonymous, cold", cold)
    _add(table, "topic page, signed in", _each(port, paths[-SIGNED_IN:], cookie))
    for name, page in (("first", 1), ("middle", middle), ("last", end)):
        addresses = [made.giant_path + (f"?page={page}" if page > 1 else "")] * ROUNDS
        _add(table, f"topic of {made.posts // 10:,} posts, {name} page, signed in", _each(port, addresses, cookie))
    for name, path in (("home", "/"), ("a space", "/s/space-0/"), ("a tag", "/tags/pressure-0/"), ("profile", "/u/person-0/")):
        _add(table, f"{name}, signed in", _each(port, [path] * ROUNDS, cookie))
    return table


def _lists(world: BenchWorld, made: BigForum, cookie: str, port: int, size: str) -> Table:
    """Statements are counted in this process, times taken over HTTP."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    table = Table(f"Lists, signed in: SQL statements and time ({size})", ["statements", "p50 ms", "p99 ms"], ratio_of="p50 ms")
    table.limit = "One request each. That a list which shows more costs no statement more is tested in tests/architecture/test_query_counts.py."
    client = Client(SERVER_NAME=HOST, HTTP_COOKIE=cookie)
    for path in LISTS:
        assert client.get(path).status_code == 200, path
        with CaptureQueriesContext(connection) as statements:
            client.get(path)
        asked = [query["sql"] for query in statements.captured_queries if query["sql"] not in FRAME]
        times = _each(port, [path] * LIST_ROUNDS, cookie)
        table.add(path, len(asked), quantile(times, 0.5) * 1e3, quantile(times, 0.99) * 1e3)
    return table


def _search(made: BigForum, port: int, cookie: str, size: str) -> Table:
    """As staff, whom no limit of searches holds up. The function alone is asked as the application is, under row-level security."""
    from community.queries.search import search_topics
    from community.queries.spaces import list_spaces
    from kernel.actor import anonymous_actor

    table = Table(f"Search ({size})", ["p50 ms", "p95 ms", "p99 ms"], ratio_of="p50 ms", limit=SEARCH_LIMIT)
    _add(table, "the empty search page (baseline)", _each(port, ["/search/"] * 30, cookie))
    found: list[float] = []
    with tenant_context(made.tenants[0]):
        spaces = list_spaces(anonymous_actor(made.tenants[0], "en"))
        for words in WORDS * 15:
            started = time.perf_counter()
            search_topics(spaces, words)
            found.append(time.perf_counter() - started)
    everything: list[float] = []
    for words in WORDS:
        times = _each(port, [f"/search/?q={quote(words)}"] * 15, cookie)
        everything += times
        _add(table, words, times)
    _add(table, "all of them, the whole page", everything)
    _add(table, "all of them, without the page around", found)
    return table


def _stampede(world: BenchWorld, first: int, second: int, path: str, tenant_id: UUID) -> Table:
    """Readers who all ask at once for a page that has just changed, half of them at each of two web processes."""
    table = Table(
        f"Stampede: {CROWD} readers at once on two web processes", ["pages made", "first ms", "last ms"], ratio_of="last ms"
    )
    for name, change in (("a page that stands (baseline)", False), ("a page that has just changed", True)):
        _each(first, [path]), _each(second, [path])
        sockets = [socket.create_connection(("127.0.0.1", (first, second)[index % 2])) for index in range(CROWD)]
        if change:
            _touch(path, tenant_id)
        before = _made(first) + _made(second)
        start = time.perf_counter()
        for one in sockets:
            one.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        times = []
        for one in sockets:
            assert one.recv(65_536).startswith(b"HTTP/1.1 200"), name
            times.append(time.perf_counter() - start)
            one.close()
        table.add(name, _made(first) + _made(second) - before, min(times) * 1e3, max(times) * 1e3)
    return table


def _touch(path: str, tenant_id: UUID) -> None:
    from accounts.actors import actor_for_user_id
    from accounts.models.user import User
    from community.actions.editing import edit_post
    from community.models.post import Post

    number = int(path.rstrip("/").rpartition("-")[2])
    with tenant_context(tenant_id):
        owner = actor_for_user_id(User.objects.get(role="owner").pk)
        post = Post.objects.get(topic__number=number, position=1)
        edit_post(actor=owner, post_id=post.pk, body=f"{post.body}\n\nEdited.")


def _made(port: int) -> int:
    text = urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10).read().decode()
    found = re.search(r'chorus_edge_pages_total\{outcome="made"\} (\S+)', text)
    return int(float(found.group(1))) if found else 0


def _each(port: int, paths: list[str], cookie: str = "") -> list[float]:
    """Seconds of each answer over one connection, in turn; one request before the clock runs."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Host": f"{HOST}:{port}", "Accept-Encoding": "gzip", **({"Cookie": cookie} if cookie else {})}
    times = []
    for path in ["/healthz", *paths]:
        start = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, (path, answer.status)
        times.append(time.perf_counter() - start)
    return times[1:]


def _add(table: Table, name: str, times: list[float]) -> None:
    table.add(name, quantile(times, 0.5) * 1e3, quantile(times, 0.95) * 1e3, quantile(times, 0.99) * 1e3)
