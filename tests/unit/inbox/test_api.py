"""The inbox over HTTP: shapes, replays, strictness, strangers."""

from typing import Any

import pytest

from kernel.ids import uuid7

ROW = {
    "id", "number", "subject", "status", "priority", "inbox_id", "team_id", "assignee", "customer", "language", "labels",
    "last_message_at", "last_message_preview", "last_message_direction", "waiting_since", "unread", "message_count", "version",
    "source",
}  # fmt: skip
ENTRY = {"id", "kind", "at", "seq", "direction", "author", "body_html", "body_text", "via", "delivery", "code", "data"}


def call(desk: Any, name: str, method: str, path: str, data: Any = None) -> Any:
    client = desk.world.client(name)
    send = getattr(client, method)
    return send(f"/api/v1/{path}", data) if method == "get" else send(f"/api/v1/{path}", data, content_type="application/json")


def test_list_has_the_contracts_rows(desk: Any) -> None:
    desk.open()
    body = call(desk, "berta", "get", "conversations").json()
    assert set(body) == {"items", "next", "previous"}
    (row,) = body["items"]
    assert set(row) == ROW
    assert row["customer"]["name"] == "Bob"
    assert row["source"] == {"kind": "community_topic", "url": "/t/1", "label": "Brewing"}
    assert row["unread"] is True
    assert row["last_message_at"].endswith("Z")


def test_detail_says_what_one_may_do(desk: Any) -> None:
    body = call(desk, "berta", "get", f"conversations/{desk.open()}").json()
    assert set(body) == ROW | {"created_at", "snoozed_until", "seq", "capabilities"}
    assert body["capabilities"] == {"reply": True, "reply_hint": "community"}
    assert body["seq"] == 1


def test_reply_replay_and_stale_over_http(desk: Any) -> None:
    conversation = desk.open()
    first = {"id": str(uuid7()), "body": "Yes.", "seen_seq": 1}
    made = call(desk, "berta", "post", f"conversations/{conversation}/replies", first)
    again = call(desk, "berta", "post", f"conversations/{conversation}/replies", first)
    late = call(desk, "ben", "post", f"conversations/{conversation}/replies", {**first, "id": str(uuid7())})
    assert (made.status_code, again.status_code, late.status_code) == (201, 200, 409)
    assert made.json() == again.json()
    assert set(made.json()) == ENTRY
    assert late.json()["code"] == "stale_reply"
    assert {key: late.json()["missed"][0][key] for key in ENTRY} == made.json()


@pytest.mark.parametrize("what", ["notes", "handoffs"])
def test_posts_are_idempotent(desk: Any, what: str) -> None:
    conversation = desk.open()
    bodies: dict[str, dict[str, Any]] = {
        "notes": {"id": str(uuid7()), "body": "Careful"},
        "handoffs": {"id": str(uuid7()), "team_id": str(desk.support), "summary": "Needs a refund"},
    }
    first = call(desk, "ben", "post", f"conversations/{conversation}/{what}", bodies[what])
    version = desk.row(conversation).version
    again = call(desk, "ben", "post", f"conversations/{conversation}/{what}", bodies[what])
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert desk.row(conversation).version == version


def test_puts_answer_the_row_and_repeat_without_change(desk: Any, soon: Any) -> None:
    conversation = desk.open()
    label = call(desk, "amira", "post", "labels", {"name": "Refund", "hue": 10}).json()["id"]
    puts: list[tuple[str, dict[str, Any]]] = [
        ("assignment", {"user_id": str(desk.world.users["berta"].pk), "team_id": str(desk.support)}),
        ("labels", {"label_ids": [label]}),
        ("priority", {"priority": "urgent"}),
        ("read", {"seq": 1}),
        ("status", {"status": "snoozed", "snoozed_until": soon.isoformat()}),
        ("inbox", {"inbox_id": str(desk.support_only)}),
    ]
    for path, data in puts:
        first = call(desk, "berta", "put", f"conversations/{conversation}/{path}", data)
        again = call(desk, "berta", "put", f"conversations/{conversation}/{path}", data)
        assert (path, first.status_code, again.status_code) == (path, 200, 200)
        assert first.json() == again.json()
    row = call(desk, "berta", "get", f"conversations/{conversation}").json()
    assert (row["status"], row["priority"], row["inbox_id"], row["unread"]) == (
        "snoozed",
        "urgent",
        str(desk.support_only),
        False,
    )
    assert [item["name"] for item in row["labels"]] == ["Refund"]
    assert row["assignee"]["name"] == "Berta"


@pytest.mark.parametrize(
    ("method", "path", "data"),
    [
        ("post", "replies", {"id": str(uuid7()), "body": "x", "seen_seq": 1, "resolve": "true"}),
        ("post", "replies", {"id": str(uuid7()), "body": "x", "seen_seq": 1, "resolve": 1}),
        ("post", "replies", {"id": str(uuid7()), "body": "x", "seen_seq": "1"}),
        ("post", "replies", {"id": str(uuid7()), "body": "x", "seen_seq": True}),
        ("post", "replies", {"id": str(uuid7()), "body": "x", "seen_seq": 1, "via": "api"}),
        ("post", "replies", {"id": "7", "body": "x", "seen_seq": 1}),
        ("post", "notes", {"id": str(uuid7()), "body": "x", "author": "me"}),
        ("post", "handoffs", {"id": str(uuid7()), "summary": "x"}),
        ("put", "assignment", {"user_id": None}),
        ("put", "status", {"status": "closed"}),
        ("put", "status", {"status": "snoozed"}),
        ("put", "status", {"status": "snoozed", "snoozed_until": "2001-01-01T00:00:00Z"}),
        ("put", "labels", {"label_ids": [str(uuid7())]}),
        ("put", "priority", {"priority": "urgent", "reason": "x"}),
        ("put", "read", {"seq": -1}),
    ],
)  # fmt: skip
def test_input_that_does_not_fit_is_refused(desk: Any, method: str, path: str, data: dict[str, Any]) -> None:
    conversation = desk.open()
    before = desk.row(conversation).version
    response = call(desk, "berta", method, f"conversations/{conversation}/{path}", data)
    assert response.status_code == 400
    assert response.json()["code"] == "invalid"
    assert desk.row(conversation).version == before


@pytest.mark.parametrize(
    "query", ["colour=red", "status=closed", "assignee=everybody", "order=random", "size=0", "cursor=%21", "inbox=1"]
)
def test_query_that_does_not_fit_is_refused(desk: Any, query: str) -> None:
    desk.open()
    assert call(desk, "berta", "get", f"conversations?{query}").status_code == 400


def routes(conversation: Any) -> list[tuple[str, str, Any]]:
    one, ident = f"conversations/{conversation}", str(uuid7())
    return [
        ("get", one, None),
        ("get", one + "/timeline", None),
        ("post", one + "/replies", {"id": ident, "body": "x", "seen_seq": 1}),
        ("post", one + "/notes", {"id": ident, "body": "x"}),
        ("post", one + "/handoffs", {"id": ident, "team_id": ident, "summary": "x"}),
        ("put", one + "/assignment", {"user_id": None, "team_id": None}),
        ("put", one + "/status", {"status": "resolved"}),
        ("put", one + "labels", {"label_ids": []}),
        ("put", one + "/inbox", {"inbox_id": ident}),
        ("put", one + "/priority", {"priority": "low"}),
        ("put", one + "/read", {"seq": 1}),
    ]


def test_another_brands_conversation_does_not_exist(desk: Any) -> None:
    conversation = desk.open()
    before = desk.row(conversation).version
    for method, path, data in routes(conversation):
        assert (path, call(desk, "charlie", method, path, data).status_code) == (path, 404)
    assert call(desk, "charlie", "get", "conversations?status=all").json()["items"] == []
    assert call(desk, "charlie", "get", "conversations/counters").json()["views"]["open"] == 0
    assert desk.row(conversation).version == before


def test_another_departments_conversation_does_not_exist(desk: Any) -> None:
    conversation = desk.open(inbox=desk.support_only)
    before = desk.row(conversation).version
    for method, path, data in routes(conversation):
        assert (path, call(desk, "ben", method, path, data).status_code) == (path, 404)
    assert desk.row(conversation).version == before


@pytest.mark.parametrize(("name", "status"), [("bob", 403), ("mo", 403), (None, 401)])
def test_only_colleagues_enter(desk: Any, name: str | None, status: int) -> None:
    for path in [
        "conversations",
        "conversations/counters",
        "staff",
        "teams",
        "inboxes",
        "labels",
        f"conversations/{desk.open()}",
    ]:
        response = desk.world.client(name).get(f"/api/v1/{path}")
        assert (path, response.status_code) == (path, status)


def test_organisation_lists(desk: Any) -> None:
    desk.open()
    staff = call(desk, "ben", "get", "staff").json()["items"]
    teams = call(desk, "ben", "get", "teams").json()["items"]
    inboxes = call(desk, "ben", "get", "inboxes").json()["items"]
    assert {item["name"]: item["teams"] for item in staff}["Ben"] == [str(desk.marketing)]
    assert [(item["name"], item["member_ids"]) for item in teams] == [
        ("Marketing", [str(desk.world.users["ben"].pk)]),
        ("Support", [str(desk.world.users["berta"].pk)]),
    ]
    assert [(item["name"], item["open_count"]) for item in inboxes] == [("Campaigns", 0), ("Community", 1)]


def test_labels_are_made_by_supervisors_once(desk: Any) -> None:
    assert call(desk, "ben", "post", "labels", {"name": "VIP", "hue": 1}).status_code == 403
    assert call(desk, "amira", "post", "labels", {"name": "VIP", "hue": 1}).status_code == 201
    assert call(desk, "amira", "post", "labels", {"name": "vip", "hue": 1}).status_code == 409
    assert [item["name"] for item in call(desk, "ben", "get", "labels").json()["items"]] == ["VIP"]


def test_timeline_pages_newest_first_each_oldest_first(desk: Any) -> None:
    conversation = desk.open(body="m1")
    for number in range(2, 6):
        desk.receive(conversation, f"m{number}")
    path = f"conversations/{conversation}/timeline"
    pages, cursor = [], ""
    while True:
        body = call(desk, "ben", "get", path, {"size": 2, **({"cursor": cursor} if cursor else {})}).json()
        pages.append([item["body_text"] or item["code"] for item in body["items"]])
        if not body["next"]:
            break
        cursor = body["next"]
    assert pages == [["m4", "m5"], ["m2", "m3"], ["created", "m1"]]
    later = call(desk, "ben", "get", path, {"size": 2, "cursor": body["previous"]}).json()
    assert [item["body_text"] for item in later["items"]] == ["m2", "m3"]
