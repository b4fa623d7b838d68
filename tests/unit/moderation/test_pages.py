"""Pages and the API of moderation, through a browser without scripts."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from files.actions.uploading import upload_file
from kernel.clock import now
from kernel.ids import uuid7
from moderation.actions.appealing import appeal_decision
from moderation.actions.penalising import penalise
from moderation.models import Appeal, BulkRun, Decision, Flag, HoldRule, ReviewItem, ScreenedAddress
from tests.unit.moderation.conftest import Moderated, drain_moderation


def decided(moderated: Moderated) -> Decision:
    reply = moderated.reply()
    moderated.decide("mo", moderated.flag("tim", reply).item, "removed")
    return Decision.objects.get(measure="removed")


def test_a_member_flags_through_the_form(moderated: Moderated) -> None:
    reply = moderated.reply()
    address = f"/flag/post/{reply.pk}/"
    tim = moderated.world.client("tim")
    assert "It is spam" in tim.get(address).content.decode()
    assert tim.post(address, {"reason": "illegal"}).status_code == 400
    assert tim.post(address, {"reason": "spam", "note": "<script>alert(1)</script>"}).status_code == 302
    assert Flag.objects.get().note.startswith("<script>")
    item = ReviewItem.objects.get()
    page = moderated.world.client("mo").get(f"/review/items/{item.pk}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def spam_wave(moderated: Moderated, count: int) -> None:
    """So many published replies of one member, each waiting in the spam lane."""
    from datetime import timedelta

    from community.models import Post, Topic

    first = moderated.community.reply(moderated.community.ask("bob"), "eve", "Buy pills at https://pills.example")
    said = {"topic_id": first.topic_id, "author_id": first.author_id, "html": "<p>Pills</p>", "created_at": now()}
    posts = [first, *(Post(position=3 + index, body=f"Buy pills {index}", **said) for index in range(count - 1))]
    Post.objects.bulk_create(posts[1:])
    Topic.objects.filter(pk=first.topic_id).update(reply_count=count, last_position=count + 1)
    due = {"created_at": now(), "due_at": now() + timedelta(days=1), "lane": "spam", "thing_kind": "post"}
    ReviewItem.objects.bulk_create(
        [ReviewItem(thing_id=post.pk, author_id=post.author_id, text=post.body, **due) for post in posts]
    )


def test_two_hundred_posts_are_judged_in_one_view(moderated: Moderated) -> None:
    spam_wave(moderated, 200)
    mo = moderated.world.client("mo")
    page = mo.get("/review/?lane=spam")
    assert page.status_code == 200
    assert page.content.decode().count("data-review-item") == 50
    assert 'value="lane=spam"' not in page.content.decode()  # the header's search keeps to itself
    answer = mo.post("/review/?lane=spam", {"outcome": "spam", "everything": "yes"})
    run = BulkRun.objects.get()
    assert answer["Location"] == f"/review/runs/{run.pk}/"
    assert "25" in mo.get(answer["Location"]).content.decode()
    drain_moderation()
    assert (BulkRun.objects.get().done, ReviewItem.objects.open().count()) == (200, 0)
    assert "Nothing waits" in mo.get("/review/").content.decode()


def test_one_button_judges_one_item_and_another_takes_it(moderated: Moderated) -> None:
    item = moderated.flag("tim", moderated.reply()).item
    mo = moderated.world.client("mo")
    assert mo.post("/review/", {"one": f"claim:{item.pk}"}).status_code == 302
    assert ReviewItem.objects.get().claimed_by_id is not None
    assert mo.post("/review/", {"one": f"removed:{item.pk}"}).status_code == 302
    assert ReviewItem.objects.get().outcome == "removed"
    assert "Removed" in mo.get("/review/?decided=on").content.decode()


def test_members_find_no_queue(moderated: Moderated) -> None:
    assert moderated.world.client("bob").get("/review/").status_code == 403
    assert moderated.world.client().get("/review/").status_code == 302


def test_the_member_reads_the_reasons_and_appeals_there(moderated: Moderated) -> None:
    decision, eve = decided(moderated), moderated.world.client("eve")
    address = f"/decisions/{decision.pk}/"
    page = eve.get(address).content.decode()
    assert decision.facts in page
    assert "Mo" not in page.split("<main")[1].split("</main>")[0]
    assert str(decision.number) in eve.get("/decisions/").content.decode() or eve.get("/decisions/").status_code == 200
    assert moderated.world.client("bob").get(address).status_code == 404
    assert eve.post(address, {"text": "It was on topic."}).status_code == 302
    appeal = Appeal.objects.get()
    mo, ben = moderated.world.client("mo"), moderated.world.client("ben")
    answer = {"outcome": "upheld", "answer": "You are right."}
    assert "colleague" in mo.get(f"/review/appeals/{appeal.pk}/").content.decode()
    assert mo.post(f"/review/appeals/{appeal.pk}/", answer).status_code == 403
    assert ben.post(f"/review/appeals/{appeal.pk}/", answer).status_code == 302
    assert "You are right." in eve.get(address).content.decode()


def test_an_administrator_makes_tries_and_removes_a_rule(moderated: Moderated) -> None:
    moderated.reply("dora", "Buy pills at https://shop.pills.example now")
    moderated.reply("dora", "See https://nopills.example")
    alice = moderated.world.client("alice")
    given = {"name": "Pills", "effect": "spam", "domains": "pills.example", "words": "de: Pillen", "is_enabled": "on"}
    assert "at least one" in alice.post("/manage/moderation/rules/new/", {"name": "x", "effect": "hold"}).content.decode()
    only_domains = {**given, "words": ""}
    trial = alice.post("/manage/moderation/rules/new/", {**only_domains, "verb": "try"}).content.decode()
    assert "would have met 1" in trial
    assert not HoldRule.objects.exists()
    assert alice.post("/manage/moderation/rules/new/", only_domains).status_code == 302
    rule = HoldRule.objects.get()
    assert "pills.example" in alice.get("/manage/moderation/").content.decode()
    assert "pills.example" in alice.get(f"/manage/moderation/rules/{rule.pk}/").content.decode()
    assert moderated.world.client("amira").get(f"/manage/moderation/rules/{rule.pk}/").status_code == 403
    assert alice.post(f"/manage/moderation/rules/{rule.pk}/", {"verb": "delete"}).status_code == 302
    assert not HoldRule.objects.exists()


def test_lists_report_and_trail_show_what_there_is(moderated: Moderated) -> None:
    decided(moderated)
    alice = moderated.world.client("alice")
    assert alice.post("/manage/moderation-addresses/", {"kind": "ip", "value": "x", "effect": "block"}).status_code == 400
    assert (
        alice.post("/manage/moderation-addresses/", {"kind": "domain", "value": "@Pills.example", "effect": "block"}).status_code
        == 302
    )
    entry = ScreenedAddress.objects.get()
    assert "pills.example" in alice.get("/manage/moderation-addresses/").content.decode()
    assert alice.post(f"/manage/moderation-addresses/{entry.pk}/removal/").status_code == 302
    assert "likely spam" in alice.post("/manage/moderation-classifier/", {"text": "hello"}).content.decode()
    today = now().date().isoformat()
    page = alice.get(f"/manage/moderation-report/?since={today}&until={today}")
    assert page.status_code == 200
    csv = alice.get(f"/manage/moderation-report/?since={today}&until={today}&format=csv").content.decode()
    assert "measures,measure_removed,1,count" in csv
    assert alice.get("/manage/moderation-report/?since=2026-02-02&until=2026-01-01").status_code == 400
    assert "Judged" in alice.get("/manage/moderation-audit/").content.decode()
    assert moderated.world.client("ben").get("/manage/moderation-audit/").status_code == 403


def test_a_moderator_penalises_lifts_removes_and_undoes(moderated: Moderated) -> None:
    reply = moderated.reply()
    eve, mo = moderated.world.users["eve"].pk, moderated.world.client("mo")
    address = f"/review/members/{eve}/"
    assert "24" in mo.get(address).content.decode()
    assert mo.post(address, {"kind": "silence", "facts": "Insults."}).status_code == 302
    assert "72" in mo.get(address).content.decode()
    from moderation.models import Penalty, Removal

    assert mo.post(f"/review/penalties/{Penalty.objects.get().pk}/lift/").status_code == 302
    assert mo.post(f"{address}removal/", {"facts": "x"}).status_code == 302
    assert not Removal.objects.exists()
    assert mo.post(f"{address}removal/", {"facts": "x", "sure": "on", "screen_email": "on"}).status_code == 302
    assert moderated.fresh(reply).hidden_as == "spam"
    assert ScreenedAddress.objects.get().value == "eve@acme.example"
    assert mo.post(f"/review/removals/{Removal.objects.get().pk}/undo/").status_code == 302
    assert moderated.fresh(reply).hidden_at is None


def test_nobody_joins_from_a_screened_mailbox_or_one_like_it(moderated: Moderated) -> None:
    from accounts.contracts import screen_joining
    from moderation.actions.addressing import screen

    alice = moderated.actor("alice")
    screen(actor=alice, kind="email", value="spammer.one@mail.example")
    screen(actor=alice, kind="ip", value="192.0.2.7")
    assert screen_joining("Spammer.One+x@mail.example", "")
    assert screen_joining("spammer.two@mail.example", "") == ""
    assert screen_joining("spamer.one@mail.example", "")
    assert screen_joining("honest@mail.example", "192.0.2.7")
    assert screen_joining("honest@mail.example", "192.0.2.8") == ""
    page = moderated.world.client().post(
        reverse("account_signup"), {"email": "spammer.one@mail.example", "name": "S", "password1": "correct horse battery"}
    )
    assert "cannot join from this address" in page.content.decode()


def test_neighbours_on_the_list_roll_up_and_expire(moderated: Moderated) -> None:
    from datetime import timedelta

    from moderation.actions.addressing import forget_expired, screen

    alice = moderated.actor("alice")
    for host in range(5):
        screen(actor=alice, kind="ip", value=f"192.0.2.{host}")
    assert set(ScreenedAddress.objects.values_list("kind", "value")) >= {("network", "192.0.2.0/24")}
    assert ScreenedAddress.objects.filter(kind="ip").count() <= 1
    from kernel.actor import system_actor
    from tests.plugin import TENANTS

    forget_expired(actor=system_actor(TENANTS["acme"]), at=now() + timedelta(days=366))
    assert not ScreenedAddress.objects.exists()


@pytest.mark.parametrize("loose", ["1", "yes", "on", [], {}, 1, None])
def test_the_api_takes_no_loose_booleans_and_no_unknown_fields(moderated: Moderated, loose: object) -> None:
    reply, tim = moderated.reply(), moderated.world.client("tim")
    given = {
        "kind": "post",
        "thing_id": str(reply.pk),
        "reason": "illegal",
        "note": "n",
        "legal_ground": "l",
        "good_faith": loose,
    }
    assert tim.post("/api/v1/flags", given, content_type="application/json").status_code == 400
    more = {"kind": "post", "thing_id": str(reply.pk), "reason": "spam", "weight": 99}
    assert tim.post("/api/v1/flags", more, content_type="application/json").status_code == 400
    assert not Flag.objects.exists()


def test_the_api_does_what_the_pages_do(moderated: Moderated) -> None:
    reply = moderated.reply()
    tim, mo, eve, ben, alice = (moderated.world.client(name) for name in ("tim", "mo", "eve", "ben", "alice"))
    json = {"content_type": "application/json"}
    flag = {"kind": "post", "thing_id": str(reply.pk), "reason": "spam"}
    assert tim.post("/api/v1/flags", flag, **json).status_code == 201
    assert tim.get("/api/v1/review/items").status_code == 403
    items = mo.get("/api/v1/review/items?lane=spam").json()["items"]
    assert [found["thing_id"] for found in items] == [str(reply.pk)]
    item = f"/api/v1/review/items/{items[0]['id']}"
    assert mo.get("/api/v1/review/counters").json()["spam"] == 1
    assert tim.get(item).status_code == 404
    assert mo.put(f"{item}/claim", **json).status_code == 200
    assert ben.put(f"{item}/claim", **json).status_code == 409
    assert mo.put(f"{item}/judgement", {"outcome": "spam"}, **json).json()["outcome"] == "spam"
    decision = eve.get("/api/v1/decisions").json()["items"][0]
    assert (decision["measure"], decision["is_automated_decision"]) == ("spam", False)
    assert "decided_by" not in decision
    appeal = eve.post(f"/api/v1/decisions/{decision['id']}/appeals", {"text": "No."}, **json).json()
    answer = {"outcome": "denied", "answer": "Yes."}
    assert mo.put(f"/api/v1/appeals/{appeal['id']}/answer", answer, **json).status_code == 403
    assert ben.put(f"/api/v1/appeals/{appeal['id']}/answer", answer, **json).json()["outcome"] == "denied"
    rule = {"name": "Links", "conditions": {"min_links": 2, "words": [{"words": ["x"]}]}}
    assert alice.put(f"/api/v1/moderation/rules/{uuid7()}", rule, **json).status_code == 200
    assert alice.post("/api/v1/moderation/trials", {"conditions": {"min_links": 1}}, **json).json()["looked_at"] >= 1
    assert alice.get(f"/api/v1/moderation/report?since={now().date()}&until={now().date()}").status_code == 200
    assert alice.get("/api/v1/moderation/audit").json()["items"]


def test_another_brands_ids_lead_nowhere(moderated: Moderated) -> None:
    item = moderated.flag("tim", moderated.reply()).item
    decision = decided_by_now(moderated, item)
    appeal = appeal_decision(actor=moderated.actor("eve"), decision_id=decision.pk, text="Why?")
    penalty = penalise(actor=moderated.actor("mo"), user_id=moderated.world.users["eve"].pk, kind="silence")
    charlie = moderated.world.client("charlie")
    places = [f"items/{item.pk}", f"appeals/{appeal.pk}", f"members/{moderated.world.users['eve'].pk}"]
    assert [charlie.get(f"/review/{place}/").status_code for place in places] == [404] * 3
    assert charlie.get(f"/decisions/{decision.pk}/").status_code == 404
    assert charlie.post(f"/review/penalties/{penalty.pk}/lift/").status_code == 404


def decided_by_now(moderated: Moderated, item: ReviewItem) -> Decision:
    moderated.decide("mo", item, "removed")
    return Decision.objects.get(item=item)


def test_zero_bytes_are_no_words_and_no_reasons(moderated: Moderated) -> None:
    item = moderated.flag("tim", moderated.reply()).item
    assert moderated.world.client("alice").get("/manage/moderation-audit/", {"verb": "fl\x00ag"}).status_code == 200
    sent = {"outcome": "removed", "item": [str(item.pk)], "facts": "Pi\x00lls"}
    assert moderated.world.client("mo").post("/review/", sent).status_code == 302
    assert Decision.objects.get(measure="removed").facts == "Pills"


def test_everything_that_a_list_shows_is_what_it_shows(moderated: Moderated) -> None:
    taken, other = (moderated.flag("tim", moderated.reply(body=f"Words {index}")).item for index in range(2))
    mo = moderated.world.client("mo")
    mo.post("/review/", {"one": f"claim:{taken.pk}"})
    mo.post("/review/?claimed=me", {"outcome": "kept", "everything": "yes"})
    assert [item.pk for item in ReviewItem.objects.open()] == [other.pk]
    # Decided things are taken back, not judged by the way; what is open is on another list.
    mo.post("/review/?decided=on", {"outcome": "removed", "everything": "yes"})
    assert [item.pk for item in ReviewItem.objects.open()] == [other.pk]


def test_a_reviewer_sees_a_held_text_as_readers_would_with_its_picture(moderated: Moderated) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(picture, "PNG")
    picture.seek(0)
    upload, _new = upload_file(actor=moderated.actor("eve"), source=picture, name="lid.png")
    reply = moderated.reply(body=f"**Look:** ![lid](upload:{upload.pk})\n\n<script>alert(1)</script>", typed_ms=10)
    item = ReviewItem.objects.get(thing_id=reply.pk)
    page = moderated.world.client("mo").get(f"/review/items/{item.pk}/").content.decode()
    assert f"![lid](upload:{upload.pk})" in page
    assert "<strong>Look:</strong>" in page
    assert f"/files/{upload.pk}/" in page
    assert "<script>alert" not in page


def test_nobody_is_asked_to_flag_what_they_wrote(moderated: Moderated) -> None:
    reply = moderated.reply()
    address = f"/flag/post/{reply.pk}/"
    topic = f"/t/x-{reply.topic.number}/"
    assert address not in moderated.world.client("eve").get(topic, follow=True).content.decode()
    assert address in moderated.world.client("bob").get(topic, follow=True).content.decode()


def test_a_held_text_is_said_to_wait_and_a_hidden_one_to_be_hidden(moderated: Moderated) -> None:
    from community.screening import Circumstances

    hasty = Circumstances(typed_ms=10)
    topic = moderated.community.ask("eve", title="Which beans are best?", circumstances=hasty)
    reply = moderated.reply(typed_ms=10)
    assert {moderated.fresh(held).hidden_as for held in (topic, reply)} == {"held"}
    for who, held in (("eve", topic), ("mo", topic), ("mo", reply.topic), ("eve", reply.topic)):
        page = moderated.world.client(who).get(f"/t/x-{held.number}/", follow=True).content.decode()
        assert "Waits for a moderator" in page
        assert ">Hidden<" not in page
    for someone in (moderated.world.client("bob"), moderated.world.client()):
        page = someone.get(f"/t/x-{reply.topic.number}/", follow=True).content.decode()
        assert "How do I descale it" in page
        assert 'data-position="2"' not in page
    moderated.decide("mo", ReviewItem.objects.get(thing_id=reply.pk), "removed")
    assert (
        'data-position="2"' not in moderated.world.client("eve").get(f"/t/x-{reply.topic.number}/", follow=True).content.decode()
    )
    page = moderated.world.client("mo").get(f"/t/x-{reply.topic.number}/", follow=True).content.decode()
    assert "Waits for a moderator" not in page
    assert ">Hidden<" in page
