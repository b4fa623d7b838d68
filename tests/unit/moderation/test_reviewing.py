"""The queue: holding, judging, claiming, runs over many, learning."""

from datetime import timedelta

import pytest

from kernel.clock import now
from kernel.errors import ForbiddenError, NotFoundError
from moderation.actions.bulk import start_run
from moderation.actions.reviewing import claim_item, release_item
from moderation.errors import AlreadyDecidedError, ClaimedError, NothingChosenError
from moderation.judging.bayes import Counts
from moderation.judging.reading import words_of
from moderation.models import AuditEntry, BulkRun, Decision, LearntText, ReviewItem, TextTotals, WordCount
from moderation.queries.queue import QueueFilter, count_queue, get_item, list_items
from tests.unit.moderation.conftest import Moderated, drain_moderation


def hold_everything(moderated: Moderated) -> None:
    from moderation.actions.ruling import save_rule

    save_rule(actor=moderated.actor("alice"), name="First posts", conditions={"first_posts": 1})


def test_a_held_reply_waits_and_is_published_when_it_is_kept(moderated: Moderated) -> None:
    from community.models import Topic

    hold_everything(moderated)
    reply = moderated.reply()
    item = moderated.item_of(reply)
    assert (moderated.fresh(reply).hidden_as, item.lane) == ("held", "approval")
    assert {reason["code"] for reason in item.reasons} == {"first_posts", "rule"}
    moderated.decide("mo", item, "kept")
    assert moderated.fresh(reply).hidden_at is None
    assert Topic.objects.get(pk=reply.topic_id).reply_count == 1
    assert not Decision.objects.exists()


def test_a_rejected_text_stays_hidden_and_its_author_learns_why(moderated: Moderated) -> None:
    hold_everything(moderated)
    reply = moderated.reply()
    moderated.decide("ben", moderated.item_of(reply), "removed", facts="It advertises.")
    assert moderated.fresh(reply).hidden_as == "moderated"
    decision = Decision.objects.get()
    assert (decision.measure, decision.facts, decision.is_automated_decision) == ("rejected", "It advertises.", False)
    assert (decision.origin, decision.is_automated_detection) == ("automated", True)
    assert (decision.appealable_until - decision.at).days >= 183


def test_two_reviewers_do_not_judge_the_same_thing_twice(moderated: Moderated) -> None:
    reply = moderated.reply()
    item = moderated.flag("tim", reply).item
    moderated.decide("mo", item, "removed")
    moderated.decide("ben", item, "removed")
    assert Decision.objects.count() == 1
    with pytest.raises(AlreadyDecidedError):
        moderated.decide("ben", item, "kept")


def test_a_claimed_item_is_left_to_its_reviewer(moderated: Moderated) -> None:
    item = moderated.flag("tim", moderated.reply()).item
    claim_item(actor=moderated.actor("mo"), item_id=item.pk)
    with pytest.raises(ClaimedError):
        claim_item(actor=moderated.actor("ben"), item_id=item.pk)
    with pytest.raises(ClaimedError):
        moderated.decide("ben", item, "kept")
    release_item(actor=moderated.actor("ben"), item_id=item.pk)
    moderated.decide("ben", item, "kept")


def test_members_see_no_queue_and_space_moderators_their_spaces_alone(moderated: Moderated) -> None:
    from access.grants import grant
    from community.models import Space

    mine = moderated.flag("tim", moderated.reply()).item
    other = moderated.flag("tim", moderated.community.ask("bob", space=moderated.community.members, title="In the lounge")).item
    with pytest.raises(NotFoundError):
        moderated.decide("tina", mine, "kept")
    grant(
        actor=moderated.actor("alice"),
        user=moderated.world.users["tina"],
        permission="moderate_space",
        container=Space.objects.get(pk=moderated.community.public.pk),
    )
    tina = moderated.actor("tina")
    assert [view.item.pk for view in list_items(tina, QueueFilter(), at=now(), me=None).items] == [mine.pk]
    assert count_queue(tina, at=now()).total == 1
    with pytest.raises(NotFoundError):
        moderated.decide("tina", other, "kept")
    moderated.decide("tina", mine, "kept")


def test_lists_filter_and_page_without_gaps(moderated: Moderated) -> None:
    topic = moderated.community.ask("bob")
    for index in range(7):
        moderated.flag("tim", moderated.community.reply(topic, "dora", f"Reply {index}"), "spam" if index % 2 else "off_topic")
    mo, seen, cursor = moderated.actor("mo"), [], None
    while True:
        page = list_items(mo, QueueFilter(), at=now(), me=None, cursor=cursor, size=3)
        seen += [view.item.pk for view in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 7
    assert count_queue(mo, at=now()).spam == 3
    assert len(list_items(mo, QueueFilter(lane="spam"), at=now(), me=None).items) == 3
    assert len(list_items(mo, QueueFilter(reason="off_topic"), at=now(), me=None).items) == 4


def test_a_page_of_the_queue_costs_the_same_whatever_its_length(
    moderated: Moderated, django_assert_max_num_queries: object
) -> None:
    topic = moderated.community.ask("bob")
    for index in range(6):
        moderated.flag("tim", moderated.community.reply(topic, "dora", f"Reply {index}"))
    mo = moderated.actor("mo")
    with django_assert_max_num_queries(8):  # type: ignore[operator] # pytest-django's fixture
        list_items(mo, QueueFilter(), at=now(), me=None, size=50)


def test_a_wave_of_spam_is_judged_in_one_run_that_goes_on_by_itself(moderated: Moderated) -> None:
    topic = moderated.community.ask("bob")
    for index in range(60):
        moderated.flag("tim", moderated.community.reply(topic, "eve", f"Buy pills {index} at https://pills.example"))
    run = start_run(actor=moderated.actor("mo"), outcome="spam", everything_in=QueueFilter(lane="spam"))
    assert (run.total, run.done) == (60, 25)
    drain_moderation()
    done = BulkRun.objects.get(pk=run.pk)
    assert (done.done, done.failed, done.finished_at is not None) == (60, 0, True)
    assert ReviewItem.objects.open().count() == 0
    assert Decision.objects.filter(measure="spam").count() == 60
    assert TextTotals.objects.get().spam == 60


def test_a_run_asks_again_for_permission_when_its_turn_comes(moderated: Moderated) -> None:
    from accounts.models.user import User

    topic = moderated.community.ask("bob")
    for index in range(30):
        moderated.flag("tim", moderated.community.reply(topic, "eve", f"Buy pills {index}"))
    run = start_run(actor=moderated.actor("mo"), outcome="spam", everything_in=QueueFilter())
    User.objects.filter(pk=moderated.world.users["mo"].pk).update(role="member")
    drain_moderation()
    done = BulkRun.objects.get(pk=run.pk)
    assert (done.done, done.failed) == (25, 5)
    assert ReviewItem.objects.open().count() == 5


def test_a_run_takes_only_what_its_starter_may_judge(moderated: Moderated) -> None:
    item = moderated.flag("tim", moderated.reply()).item
    with pytest.raises(ForbiddenError):
        start_run(actor=moderated.actor("bob"), outcome="spam", item_ids_chosen=[item.pk])
    with pytest.raises(NothingChosenError):
        start_run(actor=moderated.actor("mo"), outcome="spam")


def test_counts_learnt_one_by_one_equal_counts_of_all_texts(moderated: Moderated) -> None:
    topic = moderated.community.ask("bob")
    bodies = ["Cheap pills here", "Descale with vinegar", "cheap casino pills", "The vinegar works", "Pills pills pills"]
    items = [moderated.flag("tim", moderated.community.reply(topic, "eve", body)).item for body in bodies]
    verdicts = [True, False, True, False, True]
    for item, is_spam in zip(items, verdicts, strict=True):
        moderated.decide("mo", item, "spam" if is_spam else "kept")
    batch = Counts()
    for item, is_spam in zip(items, verdicts, strict=True):
        batch.learn(words_of(f"{item.title}\n{item.text}"), is_spam=is_spam)
    rows = {row.word: (row.spam, row.ham) for row in WordCount.objects.all() if row.spam or row.ham}
    assert rows == {word: (batch.spam.get(word, 0), batch.ham.get(word, 0)) for word in {*batch.spam, *batch.ham}}
    assert (TextTotals.objects.get().spam, TextTotals.objects.get().ham) == (3, 2)
    assert LearntText.objects.count() == 5


def test_everything_leaves_a_trace(moderated: Moderated) -> None:
    item = moderated.flag("tim", moderated.reply()).item
    claim_item(actor=moderated.actor("mo"), item_id=item.pk)
    moderated.decide("mo", item, "removed")
    assert set(AuditEntry.objects.values_list("verb", flat=True)) >= {"flag", "claim", "decide"}


def test_hiding_on_the_topics_page_states_its_reasons_too(moderated: Moderated) -> None:
    from community.actions.moderating import hide_post, restore_post

    reply = moderated.reply()
    hide_post(actor=moderated.actor("mo"), post_id=reply.pk, reason="Off topic here.")
    drain_moderation()
    decision = Decision.objects.get()
    assert (decision.measure, decision.facts, decision.origin) == ("removed", "Off topic here.", "own")
    restore_post(actor=moderated.actor("mo"), post_id=reply.pk)
    drain_moderation()
    assert Decision.objects.get().reversed_at is not None


def test_members_are_told_by_a_notice_that_leads_to_the_reasons(moderated: Moderated) -> None:
    from accounts.events import NoticeGiven
    from events.log import read_after
    from tests.plugin import TENANTS

    moderated.decide("mo", moderated.flag("tim", moderated.reply()).item, "spam")
    told = [found for found in read_after(TENANTS["acme"], 0, limit=500) if found.type == NoticeGiven.type]
    assert [
        (found.payload["kind"], found.payload["user_id"]) for found in told if found.payload["kind"] == "moderation.decision"
    ] == [("moderation.decision", str(moderated.world.users["eve"].pk))]


def test_moderators_review_nothing_in_spaces_that_they_cannot_read(moderated: Moderated) -> None:
    topic = moderated.community.ask("alice", space=moderated.community.staff, title="Plans for the autumn")
    reply = moderated.community.reply(topic, "ben", "Nobody outside knows.")
    item = moderated.flag("alice", reply, "inappropriate").item
    mo, ben = moderated.actor("mo"), moderated.actor("ben")
    assert len(list_items(ben, QueueFilter(), at=now(), me=None).items) == count_queue(ben, at=now()).total == 1
    assert not list_items(mo, QueueFilter(), at=now(), me=None).items
    assert count_queue(mo, at=now()).total == 0
    with pytest.raises(NotFoundError):
        get_item(mo, item.pk, at=now(), me=None)
    with pytest.raises(NotFoundError):
        moderated.decide("mo", item, "removed")
    assert moderated.world.client("mo").get(f"/review/items/{item.pk}/").status_code == 404


def named(moderated: Moderated) -> list[str]:
    """The accounts that were told of being mentioned, by the event."""
    from community.events import Mentioned
    from events.log import read_after
    from tests.plugin import TENANTS

    found = [event for event in read_after(TENANTS["acme"], 0, limit=500) if event.type == Mentioned.type]
    return [str(event.payload["post_id"]) for event in found]


def test_whom_a_held_text_mentions_hears_of_it_when_it_is_kept(moderated: Moderated) -> None:
    hold_everything(moderated)
    reply = moderated.reply(body="Ask @dora about it.")
    assert named(moderated) == []
    moderated.decide("mo", moderated.item_of(reply), "kept")
    assert named(moderated) == [str(reply.pk)]


def test_held_text_that_is_restored_on_its_page_is_published_and_leaves_the_queue(moderated: Moderated) -> None:
    from community.actions.moderating import restore_post
    from community.events import PostAdded
    from events.log import read_after
    from tests.plugin import TENANTS

    hold_everything(moderated)
    reply = moderated.reply(body="Held words")
    restore_post(actor=moderated.actor("mo"), post_id=reply.pk)
    drain_moderation()
    added = [found for found in read_after(TENANTS["acme"], 0, limit=500) if found.type == PostAdded.type]
    assert [found.payload["post_id"] for found in added] == [str(reply.pk)]
    assert ReviewItem.objects.get(thing_id=reply.pk).outcome == "kept"


def test_what_waits_for_its_time_is_not_restored_into_sight(moderated: Moderated) -> None:
    from community.actions.moderating import restore_topic

    topic = moderated.community.ask("ben", title="Among ourselves", for_staff=True)
    assert restore_topic(actor=moderated.actor("mo"), topic_id=topic.pk).hidden_as == "staff"


@pytest.mark.parametrize("outcome", ["kept", "removed", "spam"])
def test_what_changed_since_it_was_looked_at_is_looked_at_again(moderated: Moderated, outcome: str) -> None:
    from community.actions.editing import edit_post
    from moderation.errors import ContentChangedError
    from moderation.judging.matching import fingerprint

    hold_everything(moderated)
    reply = moderated.reply(body="Harmless words")
    item = moderated.item_of(reply)
    edit_post(actor=moderated.actor("eve"), post_id=reply.pk, body="Other words, and a phone number")
    with pytest.raises(ContentChangedError):
        moderated.decide("mo", item, outcome)
    assert (moderated.fresh(reply).hidden_as, ReviewItem.objects.get(pk=item.pk).is_open) == ("held", True)
    view = get_item(moderated.actor("mo"), item.pk, at=now(), me=None)
    assert (view.current_text, view.is_changed) == ("Other words, and a phone number", True)
    moderated.decide("mo", item, outcome, seen=view.seen)
    assert (moderated.fresh(reply).hidden_at is None) is (outcome == "kept")
    assert view.seen == fingerprint("post", view.current_title, view.current_text)


def test_page_of_an_item_shows_both_texts_and_takes_the_judgement_of_what_it_shows(moderated: Moderated) -> None:
    from community.actions.editing import edit_post

    hold_everything(moderated)
    reply = moderated.reply(body="Harmless words")
    item = moderated.item_of(reply)
    mo = moderated.world.client("mo")
    before = mo.get(f"/review/items/{item.pk}/").content.decode()
    seen = before.partition('name="seen" value="')[2].partition('"')[0]
    edit_post(actor=moderated.actor("eve"), post_id=reply.pk, body="Changed words")
    refused = mo.post(f"/review/items/{item.pk}/", {"outcome": "kept", "seen": seen})
    assert refused.status_code == 400
    after = refused.content.decode()
    assert "Changed words" in after
    assert "Harmless words" in after
    fresh = after.partition('name="seen" value="')[2].partition('"')[0]
    assert fresh
    assert fresh != seen
    assert mo.post(f"/review/items/{item.pk}/", {"outcome": "kept", "seen": fresh}).status_code == 302
    assert moderated.fresh(reply).hidden_at is None


def test_a_run_does_not_publish_what_changed_meanwhile(moderated: Moderated) -> None:
    from community.actions.editing import edit_post

    hold_everything(moderated)
    reply = moderated.reply(body="Harmless words")
    edit_post(actor=moderated.actor("eve"), post_id=reply.pk, body="Other words")
    run = start_run(actor=moderated.actor("mo"), outcome="kept", everything_in=QueueFilter())
    assert (run.done, run.failed) == (0, 1)
    assert moderated.fresh(reply).hidden_as == "held"


def test_held_text_is_screened_again_when_its_author_changes_it(moderated: Moderated) -> None:
    from community.actions.editing import edit_post
    from community.errors import RefusedError
    from community.screening import Circumstances
    from moderation.actions.ruling import save_rule

    hold_everything(moderated)
    save_rule(actor=moderated.actor("alice"), name="Casino", effect="refuse", conditions={"words": [{"words": ["casino"]}]})
    reply = moderated.reply(body="Harmless words")
    with pytest.raises(RefusedError):
        edit_post(actor=moderated.actor("eve"), post_id=reply.pk, body="Best casino", circumstances=Circumstances())
    assert moderated.fresh(reply).body == "Harmless words"


def test_held_topic_with_an_hour_leaves_the_queue_and_waits_for_it(moderated: Moderated) -> None:
    from community.actions.moderating import restore_topic
    from community.actions.topics import create_topic
    from community.models import Schedule, Topic
    from community.screening import Circumstances

    hold_everything(moderated)
    topics = [
        create_topic(
            actor=moderated.actor("eve"),
            space_id=moderated.community.public.pk,
            title=f"Sale on {day}",
            body=f"Ten off on {day}.",
            circumstances=Circumstances(typed_ms=60_000, is_counted=False),
        )
        for day in ("Monday", "Tuesday")
    ]
    drain_moderation()
    for topic in topics:
        author = moderated.world.users["eve"].pk
        Schedule.objects.create(topic=topic, author_user_id=author, publish_at=now() + timedelta(hours=1))
    moderated.decide("mo", ReviewItem.objects.get(thing_id=topics[0].pk), "kept")
    restore_topic(actor=moderated.actor("mo"), topic_id=topics[1].pk)
    drain_moderation()
    for topic in topics:
        assert Topic.objects.get(pk=topic.pk).hidden_as == "scheduled"
        assert ReviewItem.objects.get(thing_id=topic.pk).outcome == "kept"


def test_the_poll_of_a_held_topic_is_judged_with_it(moderated: Moderated) -> None:
    from community.actions.polling import PollText
    from community.actions.topics import create_topic
    from community.screening import Circumstances

    hold_everything(moderated)
    moderated.trust("eve", 2)
    topic = create_topic(
        actor=moderated.actor("eve"),
        space_id=moderated.community.public.pk,
        title="Which one?",
        body="Vote.",
        poll=PollText(["Kind words", "Nasty words"], question="What do you say?"),
        circumstances=Circumstances(typed_ms=60_000, is_counted=False),
    )
    drain_moderation()
    item = ReviewItem.objects.get(thing_id=topic.pk)
    assert item.text == "Vote.\n\nWhat do you say?\n\n- Kind words\n- Nasty words"
    assert "Nasty words" in moderated.world.client("mo").get(f"/review/items/{item.pk}/").content.decode()
    moderated.decide("mo", item, "kept")
