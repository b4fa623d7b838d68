"""Taking judgements back: one, or a whole run."""

import pytest

from kernel.errors import NotFoundError
from moderation.actions.appealing import appeal_decision
from moderation.actions.bulk import start_run, undo_run
from moderation.actions.reopening import reopen_item
from moderation.errors import AlreadyReversedError, AppealedError, OwnJudgementError
from moderation.models import BulkRun, Decision, Flag, FlaggerRecord, LearntText, ReviewItem, TextTotals
from moderation.queries.queue import QueueFilter
from tests.unit.moderation.conftest import Moderated, drain_moderation
from tests.unit.moderation.test_reviewing import hold_everything


@pytest.mark.parametrize("outcome", ["kept", "removed", "spam", "ignored"])
def test_flagged_reply_stands_and_waits_again_as_before(moderated: Moderated, outcome: str) -> None:
    reply = moderated.reply()
    item = moderated.flag("tim", reply).item
    moderated.decide("mo", item, outcome)
    reopen_item(actor=moderated.actor("mo"), item_id=item.pk)
    again = ReviewItem.objects.get(pk=item.pk)
    assert (again.is_open, again.outcome, moderated.fresh(reply).hidden_at) == (True, "", None)
    assert Flag.objects.get().outcome == ""
    record = FlaggerRecord.objects.get()
    assert (record.agreed, record.disagreed, record.ignored) == (0, 0, 0)
    assert not LearntText.objects.exists()
    totals = TextTotals.objects.first()
    assert totals is None or (totals.spam, totals.ham) == (0, 0)
    assert all(decision.reversed_at is not None for decision in Decision.objects.all())
    moderated.decide("ben", item, "removed")
    assert moderated.fresh(reply).hidden_as == "moderated"


def test_what_was_rejected_by_mistake_is_held_again_and_not_published(moderated: Moderated) -> None:
    hold_everything(moderated)
    reply = moderated.reply()
    item = moderated.item_of(reply)
    moderated.decide("mo", item, "spam")
    reopen_item(actor=moderated.actor("mo"), item_id=item.pk)
    assert moderated.fresh(reply).hidden_as == "held"
    moderated.decide("mo", item, "kept")
    assert moderated.fresh(reply).hidden_at is None


def test_what_was_published_by_mistake_is_hidden_and_its_author_told(moderated: Moderated) -> None:
    hold_everything(moderated)
    reply = moderated.reply()
    item = moderated.item_of(reply)
    moderated.decide("mo", item, "kept")
    reopen_item(actor=moderated.actor("mo"), item_id=item.pk)
    assert moderated.fresh(reply).hidden_as == "flagged"
    assert Decision.objects.get(measure="hidden").person_id == reply.author_id
    moderated.decide("mo", item, "kept")
    assert moderated.fresh(reply).hidden_at is None


def test_what_flags_had_hidden_is_hidden_again(moderated: Moderated) -> None:
    reply = moderated.reply()
    for name in ("tim", "tom", "tina", "dora"):
        item = moderated.flag(name, reply).item
        if moderated.fresh(reply).hidden_as:
            break
    assert moderated.fresh(reply).hidden_as == "flagged"
    moderated.decide("mo", item, "removed")
    reopen_item(actor=moderated.actor("mo"), item_id=item.pk)
    assert moderated.fresh(reply).hidden_as == "flagged"
    assert Decision.objects.get(measure="hidden").ends_at is None


def test_appealed_and_reversed_decisions_are_not_taken_back_in_passing(moderated: Moderated) -> None:
    from community.actions.moderating import restore_post

    first, second = moderated.reply(body="Words one"), moderated.reply(body="Words two")
    items = [moderated.flag("tim", post).item for post in (first, second)]
    for item in items:
        moderated.decide("mo", item, "removed")
    appeal_decision(actor=moderated.actor("eve"), decision_id=Decision.objects.get(thing_id=first.pk).pk, text="Why?")
    with pytest.raises(AppealedError):
        reopen_item(actor=moderated.actor("mo"), item_id=items[0].pk)
    restore_post(actor=moderated.actor("amira"), post_id=second.pk)
    drain_moderation()
    with pytest.raises(AlreadyReversedError):
        reopen_item(actor=moderated.actor("mo"), item_id=items[1].pk)


def test_nobody_takes_back_what_was_decided_about_themselves(moderated: Moderated) -> None:
    mine = moderated.community.reply(moderated.community.ask("bob"), "ben", "Words of an agent.")
    item = moderated.flag("tim", mine).item
    moderated.decide("mo", item, "removed")
    with pytest.raises(OwnJudgementError):
        reopen_item(actor=moderated.actor("ben"), item_id=item.pk)
    with pytest.raises(NotFoundError):
        reopen_item(actor=moderated.actor("tim"), item_id=item.pk)


def test_a_run_over_many_is_taken_back_step_by_step(moderated: Moderated) -> None:
    topic = moderated.community.ask("bob")
    replies = [moderated.community.reply(topic, "eve", f"Buy pills {index}") for index in range(30)]
    for reply in replies:
        moderated.flag("tim", reply)
    run = start_run(actor=moderated.actor("mo"), outcome="spam", everything_in=QueueFilter())
    drain_moderation()
    assert Decision.objects.filter(measure="spam").count() == 30
    with pytest.raises(NotFoundError):
        undo_run(actor=moderated.actor("ben"), run_id=run.pk)
    assert undo_run(actor=moderated.actor("mo"), run_id=run.pk).undone == 25
    drain_moderation()
    assert BulkRun.objects.get().undone == 30
    assert ReviewItem.objects.open().count() == 30
    assert all(moderated.fresh(reply).hidden_at is None for reply in replies)
    assert (TextTotals.objects.get().spam, FlaggerRecord.objects.get().agreed) == (0, 0)
    assert undo_run(actor=moderated.actor("amira"), run_id=run.pk).undone == 30


def test_undoing_a_run_leaves_what_others_judged(moderated: Moderated) -> None:
    topic = moderated.community.ask("bob")
    replies = [moderated.community.reply(topic, "eve", f"Buy pills {index}") for index in range(28)]
    items = [moderated.flag("tim", reply).item for reply in replies]
    run = start_run(actor=moderated.actor("mo"), outcome="spam", everything_in=QueueFilter())
    # A colleague is faster with one, and judges another one anew.
    waiting = ReviewItem.objects.open().order_by("pk").first()
    assert waiting is not None
    moderated.decide("ben", waiting, "spam")
    drain_moderation()
    again = next(item for item in items if item.pk != waiting.pk)
    reopen_item(actor=moderated.actor("ben"), item_id=again.pk)
    moderated.decide("ben", again, "removed")
    undo_run(actor=moderated.actor("mo"), run_id=run.pk)
    drain_moderation()
    outcomes = dict(ReviewItem.objects.exclude(outcome="").values_list("pk", "outcome"))
    assert outcomes == {waiting.pk: "spam", again.pk: "removed"}
    assert BulkRun.objects.get().undone == 26


def test_undoing_stops_a_run_and_asks_again_who_may(moderated: Moderated) -> None:
    from accounts.models.user import User

    topic = moderated.community.ask("bob")
    for index in range(60):
        moderated.flag("tim", moderated.community.reply(topic, "eve", f"Buy pills {index}"))
    run = start_run(actor=moderated.actor("mo"), outcome="removed", everything_in=QueueFilter())
    undo_run(actor=moderated.actor("mo"), run_id=run.pk)
    drain_moderation()
    assert (BulkRun.objects.get().done, ReviewItem.objects.open().count()) == (25, 60)
    second = start_run(actor=moderated.actor("mo"), outcome="removed", everything_in=QueueFilter())
    drain_moderation()
    undo_run(actor=moderated.actor("mo"), run_id=second.pk)
    User.objects.filter(pk=moderated.world.users["mo"].pk).update(role="member")
    drain_moderation()
    assert (BulkRun.objects.get(pk=second.pk).undone, ReviewItem.objects.open().count()) == (25, 25)


def test_pages_and_api_undo(moderated: Moderated) -> None:
    items = [moderated.flag("tim", moderated.reply(body=f"Words {index}")).item for index in range(2)]
    mo = moderated.world.client("mo")
    answer = mo.post("/review/", {"outcome": "removed", "item": [str(item.pk) for item in items]})
    assert answer.status_code == 302
    run = BulkRun.objects.get()
    assert f"/review/runs/{run.pk}/" in mo.get("/review/").content.decode()
    page = mo.get(f"/review/runs/{run.pk}/").content.decode()
    assert f'action="/review/runs/{run.pk}/undo/"' in page
    assert mo.post(f"/review/runs/{run.pk}/undo/")["Location"] == f"/review/runs/{run.pk}/"
    assert ReviewItem.objects.open().count() == 2
    assert "2" in mo.get(f"/review/runs/{run.pk}/").content.decode()
    mo.post("/review/", {"one": f"removed:{items[0].pk}"})
    assert f"reopen:{items[0].pk}" in mo.get("/review/?decided=on").content.decode()
    mo.post("/review/?decided=on", {"one": f"reopen:{items[0].pk}"})
    assert ReviewItem.objects.open().count() == 2
    path = f"/api/v1/review/items/{items[0].pk}/judgement"
    mo.put(path, {"outcome": "removed"}, content_type="application/json")
    assert mo.delete(path).json()["outcome"] == ""
