"""Drafts follow their writer across devices, and no device overwrites what it has not seen."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community import errors
from community.actions.drafting import DraftText, discard_draft, drop_old_drafts, save_draft
from community.models import Draft
from community.queries.drafts import find_draft, list_drafts
from kernel.actor import system_actor
from kernel.clock import now
from kernel.errors import ForbiddenError
from tests.plugin import TENANTS
from tests.unit.community.conftest import Community

JSON = "application/json"


def test_second_device_goes_on_where_the_first_one_stopped(community: Community) -> None:
    bob = community.actor("bob")
    first = save_draft(actor=bob, key="new", text=DraftText("Hel"))
    second = save_draft(actor=bob, key="new", text=DraftText("Hello"), sequence=first.sequence)
    assert (second.sequence, Draft.objects.get().body) == (2, "Hello")


def test_device_that_saw_an_older_draft_is_told_and_shown_the_newer(community: Community) -> None:
    bob = community.actor("bob")
    save_draft(actor=bob, key="new", text=DraftText("one"))
    save_draft(actor=bob, key="new", text=DraftText("two"), sequence=1)
    with pytest.raises(errors.DraftConflictError) as refused:
        save_draft(actor=bob, key="new", text=DraftText("other"), sequence=1)
    assert (refused.value.detail["sequence"], refused.value.detail["body"]) == (2, "two")


def test_draft_that_was_sent_elsewhere_does_not_come_back_by_itself(community: Community) -> None:
    bob = community.actor("bob")
    save_draft(actor=bob, key="new", text=DraftText("one"))
    community.ask("bob")
    with pytest.raises(errors.DraftConflictError) as refused:
        save_draft(actor=bob, key="new", text=DraftText("one more"), sequence=1)
    assert refused.value.detail["sequence"] == 0


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2), st.booleans(), st.text("abc", max_size=4)), max_size=12))
def test_no_device_ever_overwrites_what_it_has_not_seen(community: Community, steps: list[tuple[int, bool, str]]) -> None:
    """Three devices save in any order, each with what it saw last; after a refusal it may look first."""
    bob = community.actor("bob")
    discard_draft(actor=bob, key="new")
    seen = [0, 0, 0]
    truth, sequence = "", 0
    for device, looks, body in steps:
        if seen[device] == sequence:
            truth, sequence = body, sequence + 1
        elif body != truth:
            with pytest.raises(errors.DraftConflictError) as refused:
                save_draft(actor=bob, key="new", text=DraftText(body), sequence=seen[device])
            assert (refused.value.detail["body"], refused.value.detail["sequence"]) == (truth, sequence)
            seen[device] = sequence if looks else seen[device]
            continue
        saved = save_draft(actor=bob, key="new", text=DraftText(body), sequence=seen[device])
        assert saved.sequence == sequence
        seen[device] = sequence
    draft = find_draft(bob, "new")
    assert (draft.body if draft else "") == truth


@pytest.mark.parametrize("key", ["", "new2", "reply:7", "edit:", "reply:" + "a" * 36, "../x"])
def test_a_draft_belongs_to_a_place(community: Community, key: str) -> None:
    with pytest.raises(errors.BadDraftKeyError):
        save_draft(actor=community.actor("bob"), key=key, text=DraftText("x"))


def test_drafts_are_seen_by_their_writer_alone(community: Community) -> None:
    save_draft(actor=community.actor("bob"), key="new", text=DraftText("secret plan"))
    assert list_drafts(community.actor("alice")).items == []
    client = community.world.client("dora")
    assert "secret plan" not in client.get("/drafts/").content.decode()
    assert client.get("/api/v1/drafts/new").json()["body"] == ""


def test_draft_of_a_topic_that_became_invisible_keeps_its_text_and_loses_the_title(community: Community) -> None:
    from community.actions.moderating import hide_topic

    topic = community.ask(title="Hidden wisdom")
    save_draft(actor=community.actor("dora"), key=f"reply:{topic.pk}", text=DraftText("my words"))
    hide_topic(actor=community.actor("mo"), topic_id=topic.pk, reason="spam")
    (row,) = list_drafts(community.actor("dora")).items
    assert (row.topic_title, row.resume_path, row.body) == ("", "", "my words")
    page = community.world.client("dora").get("/drafts/").content.decode()
    assert "my words" in page
    assert "Hidden wisdom" not in page


def test_sending_ends_the_draft(community: Community) -> None:
    topic = community.ask()
    dora = community.actor("dora")
    save_draft(actor=dora, key=f"reply:{topic.pk}", text=DraftText("Use"))
    community.reply(topic, "dora")
    assert find_draft(dora, f"reply:{topic.pk}") is None


def test_old_drafts_are_forgotten_by_the_platform_alone(community: Community) -> None:
    save_draft(actor=community.actor("bob"), key="new", text=DraftText("old"), at=now() - timedelta(days=181))
    save_draft(actor=community.actor("dora"), key="new", text=DraftText("fresh"))
    assert drop_old_drafts(actor=system_actor(TENANTS["acme"]), at=now()) == 1
    with pytest.raises(ForbiddenError):
        drop_old_drafts(actor=community.actor("alice"), at=now())
    assert Draft.objects.get().body == "fresh"


def test_api_saves_refuses_and_discards(community: Community) -> None:
    client = community.world.client("bob")
    put = lambda body, **more: client.put("/api/v1/drafts/new", {"body": body, **more}, JSON)  # noqa: E731 - four calls
    assert put("one", sequence=0).json()["sequence"] == 1
    assert put("two", sequence=1, title="T").json()["resume_url"] == "/ask/"
    refused = put("three", sequence=1)
    assert (refused.status_code, refused.json()["code"], refused.json()["body"]) == (409, "draft_conflict", "two")
    assert put("x", sequence=2, owner="dora").status_code == 400
    assert client.get("/api/v1/drafts").json()["items"][0]["title"] == "T"
    assert client.delete("/api/v1/drafts/new").status_code == 204
    assert client.get("/api/v1/drafts/new").json()["sequence"] == 0


def test_draft_is_kept_and_gone_on_with_without_scripts(community: Community) -> None:
    client: Any = community.world.client("bob")
    form = {"title": "Half a question", "body": "I was", "space": str(community.public.pk), "tags": "a", "save_draft": "1"}
    assert client.post("/ask/", form).headers["Location"] == "/drafts/"
    page = client.get("/drafts/").content.decode()
    assert "Half a question" in page
    again = client.get("/ask/").content.decode()
    assert 'value="Half a question"' in again
    assert ">I was</textarea>" in again


def test_draft_of_an_edit_never_writes_over_what_came_meanwhile(community: Community) -> None:
    from community.actions.editing import edit_post

    reply = community.reply(community.ask("bob"), "dora", "Use vinegar.")
    address, client = f"/posts/{reply.pk}/edit/", community.world.client("dora")
    assert client.post(address, {"body": "Use salt.", "version": "1", "save_draft": "1"}).headers["Location"] == "/drafts/"
    edit_post(actor=community.actor("mo"), post_id=reply.pk, body="Use vinegar, diluted.")
    page = client.get(address).content.decode()
    assert ">Use salt.</textarea>" in page
    assert "Somebody changed this text after you began" in page
    assert 'name="version" value="1"' in page
    assert client.post(address, {"body": "Use salt.", "version": "1"}).status_code == 409
    reply.refresh_from_db()
    assert reply.body == "Use vinegar, diluted."
    assert client.post(address, {"body": "Use salt, diluted.", "version": "2"}).status_code == 302


def test_draft_of_a_faster_device_is_shown_without_scripts_and_replaced_on_purpose_alone(community: Community) -> None:
    topic = community.ask("bob")
    address, client = f"/t/{topic.number}/reply/", community.world.client("dora")
    save_draft(actor=community.actor("dora"), key=f"reply:{topic.pk}", text=DraftText("From the phone"))
    answer = client.post(address, {"body": "From the desk", "sequence": "0", "save_draft": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "From the phone" in page
    assert ">From the desk</textarea>" in page
    assert 'name="sequence" value="1"' in page
    assert client.post(address, {"body": "From the desk", "sequence": "1", "save_draft": "1"}).status_code == 302
    assert Draft.objects.get().body == "From the desk"


def test_text_that_was_refused_goes_on_with_its_own_draft(community: Community) -> None:
    topic = community.ask("bob")
    answer = community.world.client("dora").post(f"/t/{topic.number}/reply/", {"body": "", "sequence": "3"})
    assert answer.status_code == 400
    assert 'data-sequence="3"' in answer.content.decode()


POLL = {
    "question": "Which one?",
    "options": "Tea\nMate",
    "kind": "ranked",
    "results": "voted",
    "voters_public": True,
    "max_choices": "2",
    "closes_at": "2030-01-02T10:00",
}


def test_poll_of_a_draft_follows_its_writer_without_scripts(community: Community) -> None:
    client: Any = community.world.client("ben")
    poll = {f"poll-{name}": value for name, value in POLL.items() if name != "voters_public"} | {"poll-voters_public": "on"}
    form = {"title": "Drinks", "body": "Vote!", "space": str(community.public.pk), "tags": "", "save_draft": "1", **poll}
    assert client.post("/ask/", form).headers["Location"] == "/drafts/"
    assert "Which one?" in client.get("/drafts/").content.decode()
    page = client.get("/ask/").content.decode()
    assert 'name="poll-question" value="Which one?"' in page
    assert ">Tea\nMate</textarea>" in page
    assert '<option value="ranked" selected>' in page
    assert '<option value="voted" selected>' in page
    assert 'value="2030-01-02T10:00"' in page
    assert 'name="poll-voters_public" type="checkbox" checked' in page
    assert '<details class="ask-more" open>' in page


def test_poll_of_a_draft_goes_through_the_api_and_to_the_slower_device(community: Community) -> None:
    client = community.world.client("bob")
    put = lambda **given: client.put("/api/v1/drafts/new", {"body": "x", **given}, JSON)  # noqa: E731 - four calls
    assert put(sequence=0, poll=POLL).json()["poll"] == POLL
    assert client.get("/api/v1/drafts/new").json()["poll"] == POLL
    assert put(sequence=0).json()["poll"] == POLL, "the refusal shows what the faster device kept"
    assert put(sequence=1, poll={**POLL, "votes": 3}).status_code == 400
    assert put(sequence=1, poll={**POLL, "voters_public": "yes"}).status_code == 400
    assert put(sequence=1, poll={"question": " ", "options": "\n"}).json()["poll"] is None
