"""Reaching further than one's role: by bodies, by tokens, by what was prepared before it was taken away."""

from typing import Any

import pytest

from accounts.actions.invitations import accept_invitation, invite, issue_link_token
from accounts.actions.members import change_member
from accounts.errors import InvitationClosedError
from kernel.actor import anonymous_actor, system_actor
from kernel.ids import uuid7
from tests.plugin import TENANTS
from tests.worlds import World, in_globex

ACME = TENANTS["acme"]
JSON = "application/json"


def _link(invitation: Any) -> str:
    token = issue_link_token(actor=system_actor(ACME), invitation_id=invitation.pk)
    assert token is not None
    return token


@pytest.mark.parametrize("change", [{"deactivated": True}, {"role": "member"}, {"role": "manager"}])
def test_way_back_in_is_closed_with_the_right_to_offer_it(world: World, change: dict[str, Any]) -> None:
    """Somebody who is about to be let go invites an address of their own."""
    world.add("ada", role="admin")
    token = _link(invite(actor=world.actor("ada"), email="back@mail.example", role="admin"))
    change_member(actor=world.actor("alice"), user_id=world.users["ada"].pk, **change)

    with pytest.raises(InvitationClosedError):
        accept_invitation(actor=anonymous_actor(ACME), token=token, name="Ada again", password="correct horse battery")


def test_what_one_may_still_offer_stays_open(world: World) -> None:
    world.add("ada", role="admin")
    token = _link(invite(actor=world.actor("ada"), email="agent@mail.example", role="agent"))
    change_member(actor=world.actor("alice"), user_id=world.users["ada"].pk, role="manager")
    user = accept_invitation(actor=anonymous_actor(ACME), token=token, name="Agatha", password="correct horse battery")
    assert user.role == "agent"


@pytest.mark.parametrize("role", ["system", "anonymous", "superuser", "OWNER", "", None, True, ["owner"]])
def test_no_role_but_those_of_people_is_given(world: World, role: Any) -> None:
    client, bob = world.client("alice"), world.users["bob"]
    assert client.patch(f"/api/v1/members/{bob.pk}", {"role": role}, content_type=JSON).status_code == 400
    body = {"email": "a@mail.example", "role": role}
    assert client.post("/api/v1/invitations", body, content_type=JSON).status_code == 400
    bob.refresh_from_db()
    assert bob.role == "member"


@pytest.mark.parametrize("field", ["role", "email", "handle", "id", "tenant_id", "access_version", "is_staff", "deactivated"])
def test_profile_takes_nothing_that_raises_oneself(world: World, field: str) -> None:
    answer = world.client("bob").patch("/api/v1/me", {field: "owner"}, content_type=JSON)
    assert answer.status_code == 400
    assert field in answer.json()["fields"]


def test_token_reaches_no_further_than_its_scopes_and_role(world: World) -> None:
    def token(name: str, *scopes: str) -> dict[str, str]:
        body = {"name": "t", "scopes": scopes, "expires_in_days": 1}
        secret = world.client(name).post("/api/v1/tokens", body, content_type=JSON).json()["secret"]
        return {"authorization": f"Bearer {secret}"}

    client = world.client()
    by_member = token("bob", "admin", "inbox:write", "inbox:read", "community:write", "community:read")
    for path in ("members", "conversations", "people", "invitations", "staff"):
        assert client.get(f"/api/v1/{path}", headers=by_member).status_code == 403
    narrow = token("alice", "community:read")
    for path in ("members", "conversations", "people", "me", "tokens", "sessions"):
        assert client.get(f"/api/v1/{path}", headers=narrow).status_code == 403
    body = {"id": str(uuid7()), "space_id": str(uuid7()), "title": "x", "body": "y"}
    assert client.post("/api/v1/topics", body, content_type=JSON, headers=narrow).status_code == 403
    # A page is for browsers: a token opens none.
    assert client.get("/desk/", headers=token("alice", "admin")).status_code == 302
    # Another method by a header is no way around the scope.
    sneaky = {**narrow, "x-http-method-override": "GET", "x-method-override": "GET"}
    assert client.post("/api/v1/topics", body, content_type=JSON, headers=sneaky).status_code == 403


@pytest.mark.parametrize("name", ["bob", "mo"])
def test_moderators_and_members_meet_the_same_wall_at_the_desk(desk: Any, name: str) -> None:
    conversation, client = desk.open(), desk.world.client(name)
    for part in ("", "/timeline"):
        assert client.get(f"/api/v1/conversations/{conversation}{part}").status_code == 403
    body = {"id": str(uuid7()), "body": "x", "seen_seq": 9}
    assert client.post(f"/api/v1/conversations/{conversation}/replies", body, content_type=JSON).status_code == 403
    assert client.get("/desk/").status_code == 403


def test_agent_learns_nothing_of_an_inbox_that_is_not_theirs(desk: Any) -> None:
    """Whether the id is another inbox's or nobody's must not show, whatever the verb."""
    secret = desk.open(inbox=desk.support_only, body="My salary is wrong", subject="Payroll")
    client = desk.world.client("ben")
    bodies = {
        "replies": ("post", {"id": str(uuid7()), "body": "x", "seen_seq": 0}),
        "notes": ("post", {"id": str(uuid7()), "body": "x"}),
        "handoffs": ("post", {"id": str(uuid7()), "team_id": str(desk.marketing), "summary": "mine"}),
        "assignment": ("put", {"user_id": None, "team_id": None}),
        "status": ("put", {"status": "resolved"}),
        "labels": ("put", {"label_ids": []}),
        "inbox": ("put", {"inbox_id": str(desk.marketing_only)}),
        "priority": ("put", {"priority": "low"}),
        "read": ("put", {"seq": 1}),
    }
    for part, (method, body) in bodies.items():
        answers = []
        for ident in (secret, uuid7()):
            answer = getattr(client, method)(f"/api/v1/conversations/{ident}/{part}", body, content_type=JSON)
            answers.append((answer.status_code, answer.content))
        assert answers[0] == answers[1], part
        assert answers[0][0] == 404, part
    for query in (
        "q=salary",
        "q=payroll",
        "status=all",
        f"status=all&inbox={desk.support_only}",
        f"q=salary&inbox={desk.support_only}",
        f"status=all&team={desk.support}",
    ):
        assert client.get(f"/api/v1/conversations?{query}").json()["items"] == [], query
    assert "Payroll" not in client.get(f"/api/v1/people/{desk.customer}/timeline").content.decode()
    assert client.get(f"/api/v1/people/{desk.customer}").json()["counts"]["conversations"] == 0
    assert str(desk.support_only) not in client.get("/api/v1/inboxes").content.decode()
    assert str(desk.support_only) not in client.get("/api/v1/conversations/counters").content.decode()


def test_ids_of_another_brand_inside_a_body_are_unknown(desk: Any) -> None:
    """Teams, labels, inboxes, colleagues and people of globex, named by acme's owner."""
    from inbox.actions.organising import create_inbox, create_label, create_team
    from inbox.models import Conversation
    from people.actions import person_of_actor

    with in_globex():
        charlie = desk.world.actor("charlie")
        team = create_team(actor=charlie, name="Theirs").pk
        label = create_label(actor=charlie, name="theirs", hue=1).pk
        inbox = create_inbox(actor=charlie, name="Theirs", kind="api", team_ids=[team], default_team_id=team).pk
        person = person_of_actor(actor=charlie).pk
    conversation, client = desk.open(), desk.world.client("alice")
    one, user = f"/api/v1/conversations/{conversation}", str(desk.world.users["charlie"].pk)
    before = Conversation.objects.values().get(pk=conversation)
    tries = [
        ("put", f"{one}/assignment", {"user_id": user, "team_id": None}),
        ("put", f"{one}/assignment", {"user_id": None, "team_id": str(team)}),
        ("put", f"{one}/labels", {"label_ids": [str(label)]}),
        ("put", f"{one}/inbox", {"inbox_id": str(inbox)}),
        ("post", f"{one}/handoffs", {"id": str(uuid7()), "team_id": str(team), "summary": "x"}),
        ("post", f"{one}/handoffs", {"id": str(uuid7()), "team_id": str(desk.support), "user_id": user, "summary": "x"}),
        ("post", f"/api/v1/people/{desk.customer}/merges", {"other_id": str(person)}),
        ("post", f"/api/v1/people/{person}/merges", {"other_id": str(desk.customer)}),
        ("post", "/api/v1/invitations", {"email": "x@mail.example", "role": "agent", "team_ids": [str(team)]}),
        ("patch", f"/api/v1/members/{user}", {"role": "member"}),
    ]
    for method, path, body in tries:
        assert getattr(client, method)(path, body, content_type=JSON).status_code in (400, 404), (path, body)
    for query in (f"inbox={inbox}", f"team={team}", f"label={label}", f"assignee={user}", f"q=x&inbox={inbox}"):
        assert client.get(f"/api/v1/conversations?{query}").json()["items"] == []
    assert Conversation.objects.values().get(pk=conversation) == before


def test_id_that_another_brand_used_already_is_free_here(desk: Any) -> None:
    """Ids are minted by clients: whether one is taken elsewhere must not show, nor stop anybody here."""
    from community.actions.spaces import create_space
    from community.actions.topics import create_topic
    from community.models.topic import Topic

    ident = uuid7()
    for context, owner in ((in_globex(), "charlie"), (None, "alice")):
        if context is not None:
            context.__enter__()
        space = create_space(actor=desk.world.actor(owner), name="Machines")
        topic = create_topic(actor=desk.world.actor(owner), space_id=space.pk, title=f"By {owner}", body="x", id=ident)
        assert topic.title == f"By {owner}"
        if context is not None:
            context.__exit__(None, None, None)
    assert [topic.title for topic in Topic.objects.filter(pk=ident)] == ["By alice"]


def test_nobody_makes_a_space_topic_or_reply_in_another_brands(community: Any) -> None:
    topic = community.ask()
    first = topic.posts.get()
    client = community.world.client("charlie")
    for method, path, body in (
        ("post", "topics", {"id": str(uuid7()), "space_id": str(community.public.pk), "title": "x", "body": "y"}),
        ("post", f"topics/{topic.pk}/posts", {"id": str(uuid7()), "body": "y"}),
        ("put", f"topics/{topic.pk}/solution", {"post_id": str(first.pk)}),
        ("put", f"posts/{first.pk}/vote", {}),
        ("patch", f"posts/{first.pk}", {"body": "mine"}),
    ):
        assert getattr(client, method)(f"/api/v1/{path}", body, content_type=JSON).status_code == 404, path
    assert client.get(f"/api/v1/topics?space={community.public.pk}").status_code == 404


@pytest.mark.parametrize("value", ["true", "yes", 1, "1", None, [True]])
def test_only_true_is_true(world: World, value: Any) -> None:
    bob = world.users["bob"]
    answer = world.client("alice").patch(f"/api/v1/members/{bob.pk}", {"deactivated": value}, content_type=JSON)
    assert answer.status_code == 400
    bob.refresh_from_db()
    assert bob.is_active
