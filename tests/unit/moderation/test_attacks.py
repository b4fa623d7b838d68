"""What somebody might try against moderation itself: judging themselves, places that are not theirs, what is not to be seen."""

from typing import Any

import pytest

from kernel.clock import now
from kernel.errors import DomainError, ForbiddenError, NotFoundError
from moderation.actions.appealing import appeal_decision, decide_appeal
from moderation.actions.flagging import flag_thing
from moderation.actions.removing import remove_contributions
from moderation.actions.reviewing import claim_item, decide_item
from moderation.errors import OwnJudgementError, SameDeciderError
from moderation.models import Decision, Flag, ReviewItem
from moderation.queries.queue import QueueFilter, count_queue, list_items
from tests.unit.moderation.conftest import Moderated, drain_moderation


def make_moderator(moderated: Moderated, name: str, space: Any) -> None:
    """This member moderates this space by a grant."""
    from access.grants import grant
    from community.models import Space

    grant(
        actor=moderated.actor("alice"),
        user=moderated.world.users[name],
        permission="moderate_space",
        container=Space.objects.get(pk=space.pk),
    )


def demote(moderated: Moderated, name: str) -> None:
    """No moderator any more."""
    from accounts.models.user import User

    User.objects.filter(pk=moderated.world.users[name].pk).update(role="member")


@pytest.mark.parametrize("outcome", ["kept", "ignored", "removed"])
@pytest.mark.parametrize("name", ["tina", "mo", "ben"])
def test_nobody_judges_what_they_wrote(moderated: Moderated, name: str, outcome: str) -> None:
    make_moderator(moderated, "tina", moderated.community.public)
    mine = moderated.community.reply(moderated.community.ask("bob"), name, "My own words.")
    item = moderated.flag("tim", mine).item
    with pytest.raises(OwnJudgementError):
        moderated.decide(name, item, outcome)
    assert ReviewItem.objects.get(pk=item.pk).is_open
    moderated.decide("alice", item, outcome)


def test_what_one_wrote_under_another_account_is_ones_own(moderated: Moderated) -> None:
    from people.actions import person_of_actor
    from people.actions.merging import merge_people

    reply = moderated.reply("eve", "Bought words.")
    item = moderated.flag("tim", reply).item
    eve, mo = (person_of_actor(actor=moderated.actor(name)).pk for name in ("eve", "mo"))
    merge_people(actor=moderated.actor("alice"), person_id=mo, other_id=eve)
    with pytest.raises(OwnJudgementError):
        moderated.decide("mo", item, "kept")


def test_owner_judges_even_their_own_words_because_nobody_stands_above(moderated: Moderated) -> None:
    mine = moderated.community.reply(moderated.community.ask("bob"), "alice", "The brand's words.")
    moderated.decide("alice", moderated.flag("tim", mine).item, "removed")
    assert moderated.fresh(mine).hidden_as == "moderated"


def test_own_words_do_not_come_back_by_ones_own_hand(moderated: Moderated) -> None:
    from community.actions.moderating import hide_post, restore_post

    make_moderator(moderated, "tina", moderated.community.public)
    topic = moderated.community.ask("bob")
    removed = moderated.community.reply(topic, "tina", "Words of a moderator.")
    moderated.decide("mo", moderated.flag("tim", removed).item, "removed")
    with pytest.raises(ForbiddenError):
        restore_post(actor=moderated.actor("tina"), post_id=removed.pk)
    assert Decision.objects.get().reversed_at is None
    # What she took back herself is hers to bring back.
    slip = moderated.community.reply(topic, "tina", "A slip.")
    hide_post(actor=moderated.actor("tina"), post_id=slip.pk, reason="A slip.")
    assert restore_post(actor=moderated.actor("tina"), post_id=slip.pk).hidden_at is None


def test_own_topic_does_not_come_back_by_ones_own_hand(moderated: Moderated) -> None:
    from community.actions.moderating import hide_topic, restore_topic

    make_moderator(moderated, "tina", moderated.community.public)
    topic = moderated.community.ask("tina", title="Topic of a moderator")
    hide_topic(actor=moderated.actor("mo"), topic_id=topic.pk, reason="No.")
    with pytest.raises(ForbiddenError):
        restore_topic(actor=moderated.actor("tina"), topic_id=topic.pk)
    assert restore_topic(actor=moderated.actor("mo"), topic_id=topic.pk).hidden_at is None


def test_claim_of_a_moderator_who_is_one_no_more_holds_nothing_up(moderated: Moderated) -> None:
    item = moderated.flag("tim", moderated.reply()).item
    claim_item(actor=moderated.actor("mo"), item_id=item.pk)
    demote(moderated, "mo")
    with pytest.raises(NotFoundError):
        moderated.decide("mo", item, "kept")
    moderated.decide("ben", item, "kept")
    assert ReviewItem.objects.get(pk=item.pk).outcome == "kept"


def test_moderator_of_one_space_reaches_nothing_of_another(moderated: Moderated) -> None:
    from moderation.actions.bulk import start_run
    from moderation.queries.decisions import get_decision

    make_moderator(moderated, "tina", moderated.community.members)
    reply = moderated.reply()
    item = moderated.flag("tim", reply).item
    tina, client = moderated.actor("tina"), moderated.world.client("tina")
    for deed in (claim_item, lambda **f: decide_item(outcome="removed", **f)):
        with pytest.raises(NotFoundError):
            deed(actor=tina, item_id=item.pk)
    with pytest.raises(DomainError):
        start_run(actor=tina, outcome="removed", item_ids_chosen=[item.pk])
    with pytest.raises(ForbiddenError):
        remove_contributions(actor=tina, user_id=moderated.world.users["eve"].pk)
    moderated.decide("mo", item, "removed")
    decision = Decision.objects.get()
    with pytest.raises(NotFoundError):
        get_decision(tina, decision.pk, at=now())
    appeal = appeal_decision(actor=moderated.actor("eve"), decision_id=decision.pk, text="Why?")
    with pytest.raises(NotFoundError):
        decide_appeal(actor=tina, appeal_id=appeal.pk, outcome="denied", answer="No.")
    for path in (f"/review/items/{item.pk}/", f"/review/appeals/{appeal.pk}/", f"/decisions/{decision.pk}/"):
        assert client.get(path).status_code == 404, path
    assert client.get(f"/review/members/{moderated.world.users['eve'].pk}/").status_code == 403


def test_nobody_answers_an_appeal_of_their_own(moderated: Moderated) -> None:
    make_moderator(moderated, "tina", moderated.community.public)
    mine = moderated.community.reply(moderated.community.ask("bob"), "tina", "My own words.")
    moderated.decide("mo", moderated.flag("tim", mine).item, "removed")
    appeal = appeal_decision(actor=moderated.actor("tina"), decision_id=Decision.objects.get().pk, text="It was fine.")
    with pytest.raises(SameDeciderError):
        decide_appeal(actor=moderated.actor("tina"), appeal_id=appeal.pk, outcome="upheld", answer="It was.")


@pytest.mark.parametrize("where", ["hidden", "staff", "held"])
def test_flags_tell_nothing_of_what_one_may_not_read(moderated: Moderated, where: str) -> None:
    from community.actions.moderating import hide_topic

    space = moderated.community.staff if where == "staff" else moderated.community.public
    topic = moderated.community.ask("alice", space=space, title="The secret merger")
    if where == "hidden":
        hide_topic(actor=moderated.actor("alice"), topic_id=topic.pk, reason="Not yet.")
    if where == "held":
        type(topic).objects.filter(pk=topic.pk).update(hidden_at=now(), hidden_as="held")
    client = moderated.world.client("tim")
    for method in (client.get, client.post):
        answer = method(f"/flag/topic/{topic.pk}/", {"reason": "spam"})
        assert answer.status_code == 404
        assert b"merger" not in answer.content
    answer = client.post(
        "/api/v1/flags", {"kind": "topic", "thing_id": str(topic.pk), "reason": "spam"}, content_type="application/json"
    )
    assert (answer.status_code, b"merger" in answer.content) == (404, False)
    assert not Flag.objects.exists()


def test_nobody_raises_themselves_by_fields_that_are_not_theirs(moderated: Moderated) -> None:
    topic = moderated.community.ask("bob")
    tim, mo = moderated.world.client("tim"), moderated.world.client("mo")
    for extra in ({"weight": 99}, {"level": 4}, {"flagger_id": str(moderated.world.users["bob"].pk)}, {"outcome": "agreed"}):
        given = {"kind": "topic", "thing_id": str(topic.pk), "reason": "spam"} | extra
        assert tim.post("/api/v1/flags", given, content_type="application/json").status_code == 400
    item = moderated.flag("tim", topic).item
    for extra in ({"decided_by_id": str(topic.author_id)}, {"is_automated_decision": True}, {"number": 1}):
        given = {"outcome": "removed"} | extra
        path = f"/api/v1/review/items/{item.pk}/judgement"
        assert mo.put(path, given, content_type="application/json").status_code == 400
    given = {"user_id": str(moderated.world.users["eve"].pk), "kind": "silence", "ends_at": "2030-01-01T00:00:00Z"}
    assert mo.post("/api/v1/penalties", given, content_type="application/json").status_code == 400
    assert ReviewItem.objects.get(pk=item.pk).is_open


def test_removal_goes_past_what_a_colleague_works_on(moderated: Moderated) -> None:
    first, second = moderated.reply(body="Pills one"), moderated.reply(body="Pills two")
    taken = moderated.flag("tim", first).item
    moderated.flag("tim", second)
    claim_item(actor=moderated.actor("ben"), item_id=taken.pk)
    remove_contributions(actor=moderated.actor("mo"), user_id=moderated.world.users["eve"].pk, facts="Pills.")
    drain_moderation()
    assert {moderated.fresh(post).hidden_as for post in (first, second)} == {"spam"}
    moderated.decide("ben", taken, "removed")


def test_removal_leaves_alone_what_its_moderator_may_not_read(moderated: Moderated) -> None:
    from access.grants import grant
    from community.models import Space

    backstage = Space.objects.get(pk=moderated.community.staff.pk)
    for permission in ("view_space", "post_in_space"):
        grant(actor=moderated.actor("alice"), user=moderated.world.users["eve"], permission=permission, container=backstage)
    secret = moderated.community.ask("eve", space=moderated.community.staff, title="A guest among the staff")
    moderated.flag("alice", secret, "inappropriate")
    public = moderated.reply(body="Pills in public")
    remove_contributions(actor=moderated.actor("mo"), user_id=moderated.world.users["eve"].pk)
    drain_moderation()
    assert moderated.fresh(public).hidden_as == "spam"
    assert moderated.fresh(secret).hidden_at is None
    assert ReviewItem.objects.get(thing_id=secret.pk).is_open


def test_who_moderates_by_the_rules_of_a_space_has_its_queue_and_states_reasons(moderated: Moderated) -> None:
    from community.actions.belonging import add_to_group
    from community.actions.groups import create_group
    from community.actions.moderating import hide_post
    from community.actions.rules import Rule, set_space_rules
    from community.actions.spaces import create_space

    alice = moderated.actor("alice")
    wardens = create_group(actor=alice, name="Wardens")
    add_to_group(actor=alice, group_id=wardens.pk, user_id=moderated.world.users["tina"].pk)
    garden = create_space(actor=alice, name="Garden", slug="garden", visibility="custom")
    set_space_rules(
        actor=alice, space_id=garden.pk, rules=[Rule("moderate", "group", str(wardens.pk)), Rule("create", "members")]
    )
    topic = moderated.community.ask("bob", space=garden)
    flagged, hidden = (moderated.community.reply(topic, "dora", f"Weeds {index}") for index in range(2))
    item = moderated.flag("tim", flagged).item
    other = moderated.flag("tim", moderated.reply()).item
    tina = moderated.actor("tina")
    assert [view.item.pk for view in list_items(tina, QueueFilter(), at=now(), me=None).items] == [item.pk]
    assert count_queue(tina, at=now()).total == 1
    assert moderated.world.client("tina").get("/review/").status_code == 200
    with pytest.raises(NotFoundError):
        moderated.decide("tina", other, "removed")
    moderated.decide("tina", item, "removed", facts="Weeds.")
    hide_post(actor=tina, post_id=hidden.pk, reason="More weeds.")
    drain_moderation()
    assert set(Decision.objects.values_list("facts", flat=True)) == {"Weeds.", "More weeds."}
    # Out of the group, out of the queue.
    from community.actions.belonging import remove_from_group

    remove_from_group(actor=alice, group_id=wardens.pk, user_id=moderated.world.users["tina"].pk)
    assert moderated.world.client("tina").get("/review/").status_code == 403


def test_message_cannot_be_flagged_by_who_is_not_in_it(moderated: Moderated) -> None:
    from messaging.actions.sending import begin_exchange
    from messaging.models import Message

    begin_exchange(
        actor=moderated.actor("bob"), user_ids=[moderated.world.users["dora"].pk], title="Between us", body="The code is 4711."
    )
    message = Message.objects.get()
    with pytest.raises(NotFoundError):
        flag_thing(actor=moderated.actor("tim"), kind="message", thing_id=message.pk, reason="spam")
    assert b"4711" not in moderated.world.client("mo").get(f"/messages/reported/{message.pk}/").content
