"""Penalties, statements of reasons, appeals, reversals."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.errors import SilencedError
from kernel.clock import now
from kernel.errors import ForbiddenError, NotFoundError
from moderation.actions.appealing import appeal_decision, decide_appeal
from moderation.actions.penalising import lift_penalty, penalise
from moderation.actions.removing import remove_contributions, undo_removal
from moderation.errors import AlreadyAppealedError, AppealTooLateError, ProtectedMemberError, SameDeciderError
from moderation.models import Appeal, Decision, FlaggerRecord, Penalty, Removal, TextTotals
from moderation.queries.decisions import get_decision, list_appeals, list_own_decisions
from tests.unit.moderation.conftest import Moderated, drain_moderation

REVIEWERS = ["mo", "ben", "berta", "amira", "alice"]


def removed(moderated: Moderated, by: str = "mo", outcome: str = "removed") -> Decision:
    reply = moderated.reply(body=f"A reply that somebody removes, by {by}")
    moderated.decide(by, moderated.flag("tim", reply).item, outcome)
    return Decision.objects.get(thing_id=reply.pk)


def test_penalties_climb_the_ladder_and_reversed_ones_do_not_count(moderated: Moderated) -> None:
    mo, eve = moderated.actor("mo"), moderated.world.users["eve"].pk
    moderated.reply()
    hours = []
    for _ in range(5):
        penalty = penalise(actor=mo, user_id=eve, kind="silence", facts="Again.")
        hours.append((penalty.ends_at - penalty.starts_at).total_seconds() / 3_600)
        lift_penalty(actor=mo, penalty_id=penalty.pk)
    assert hours == [24, 72, 168, 720, 720]
    Decision.objects.filter(measure="silenced").update(reversed_at=now())
    assert penalise(actor=mo, user_id=eve, kind="silence", facts="x").step == 0


def test_a_silenced_member_is_told_until_when_and_can_still_appeal(moderated: Moderated) -> None:
    moderated.reply()
    penalty = penalise(actor=moderated.actor("mo"), user_id=moderated.world.users["eve"].pk, kind="suspend", facts="Insults.")
    with pytest.raises(SilencedError) as refused:
        moderated.reply(body="Hello?")
    assert refused.value.detail["until"] == penalty.ends_at
    appeal = appeal_decision(actor=moderated.actor("eve"), decision_id=penalty.decision_id, text="It was my brother.")
    decide_appeal(actor=moderated.actor("amira"), appeal_id=appeal.pk, outcome="upheld", answer="Sorry.")
    assert Penalty.objects.get(pk=penalty.pk).lifted_at is not None
    assert moderated.reply(body="Thank you!").hidden_at is None


def test_the_same_penalty_while_one_runs_is_that_one(moderated: Moderated) -> None:
    moderated.reply()
    mo, eve = moderated.actor("mo"), moderated.world.users["eve"].pk
    assert penalise(actor=mo, user_id=eve, kind="silence").pk == penalise(actor=mo, user_id=eve, kind="silence").pk


def test_staff_and_strangers_are_safe(moderated: Moderated) -> None:
    with pytest.raises(ProtectedMemberError):
        penalise(actor=moderated.actor("mo"), user_id=moderated.world.users["ben"].pk, kind="silence")
    for name in ("bob", "ben"):
        with pytest.raises(ForbiddenError):
            penalise(actor=moderated.actor(name), user_id=moderated.world.users["dora"].pk, kind="silence")
    with pytest.raises(NotFoundError):
        penalise(actor=moderated.actor("mo"), user_id=moderated.world.users["carla"].pk, kind="silence")


def test_who_comes_back_is_on_probation_for_some_posts(moderated: Moderated) -> None:
    moderated.reply(body="Before")
    mo = moderated.actor("mo")
    penalty = penalise(actor=mo, user_id=moderated.world.users["eve"].pk, kind="silence")
    lift_penalty(actor=mo, penalty_id=penalty.pk)
    states = [moderated.reply(body=f"Back again {index}").hidden_as for index in range(5)]
    assert states == ["held", "held", "held", "", ""]


def test_only_the_member_concerned_and_reviewers_read_a_statement(moderated: Moderated) -> None:
    decision = removed(moderated)
    assert get_decision(moderated.actor("eve"), decision.pk, at=now()).is_own
    assert get_decision(moderated.actor("ben"), decision.pk, at=now()).decided_by is not None
    with pytest.raises(NotFoundError):
        get_decision(moderated.actor("bob"), decision.pk, at=now())
    assert [found.pk for found in list_own_decisions(moderated.actor("eve")).items] == [decision.pk]
    assert list_own_decisions(moderated.actor("bob")).items == []


def test_nobody_appeals_for_another(moderated: Moderated) -> None:
    decision = removed(moderated)
    with pytest.raises(NotFoundError):
        appeal_decision(actor=moderated.actor("bob"), decision_id=decision.pk, text="Let it be.")
    with pytest.raises(ForbiddenError):
        appeal_decision(actor=moderated.actor("ben"), decision_id=decision.pk, text="Let it be.")


def test_an_appeal_is_made_once_and_in_time(moderated: Moderated) -> None:
    decision, eve = removed(moderated), moderated.actor("eve")
    late = decision.appealable_until + timedelta(seconds=1)
    with pytest.raises(AppealTooLateError):
        appeal_decision(actor=eve, decision_id=decision.pk, text="Late.", at=late)
    first = appeal_decision(actor=eve, decision_id=decision.pk, text="Why?", at=decision.appealable_until - timedelta(seconds=1))
    assert appeal_decision(actor=eve, decision_id=decision.pk, text="Why?").pk == first.pk
    with pytest.raises(AlreadyAppealedError):
        appeal_decision(actor=eve, decision_id=decision.pk, text="Why else?")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(REVIEWERS), st.sampled_from(REVIEWERS), st.sampled_from(["upheld", "denied"]))
def test_an_appeal_is_answered_by_anybody_but_the_first_decider(
    moderated: Moderated, first: str, second: str, outcome: str
) -> None:
    decision = removed(moderated, first)
    appeal = appeal_decision(actor=moderated.actor("eve"), decision_id=decision.pk, text="Why?")
    if first == second:
        with pytest.raises(SameDeciderError):
            decide_appeal(actor=moderated.actor(second), appeal_id=appeal.pk, outcome=outcome, answer="So.")
        assert Appeal.objects.get(pk=appeal.pk).decided_at is None
    else:
        decide_appeal(actor=moderated.actor(second), appeal_id=appeal.pk, outcome=outcome, answer="So.")
        assert (Decision.objects.get(pk=decision.pk).reversed_at is not None) is (outcome == "upheld")
    _undo_for_the_next_example(moderated)


def _undo_for_the_next_example(moderated: Moderated) -> None:
    """Hypothesis runs all examples in one transaction: texts sent again within five minutes would be duplicates."""
    from moderation.models import ScreenedText

    ScreenedText.objects.all().delete()


def test_the_database_itself_refuses_the_first_decider(moderated: Moderated) -> None:
    from django.db import IntegrityError, transaction

    decision = removed(moderated)
    appeal = appeal_decision(actor=moderated.actor("eve"), decision_id=decision.pk, text="Why?")
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(
            decided_by_id=decision.decided_by_id, decided_at=now(), outcome="denied", answer="No."
        )


def test_a_second_account_of_the_first_decider_is_the_first_decider(moderated: Moderated) -> None:
    from people.actions import person_of_actor
    from people.actions.merging import merge_people

    decision = removed(moderated, "ben")
    appeal = appeal_decision(actor=moderated.actor("eve"), decision_id=decision.pk, text="Why?")
    berta, ben = (person_of_actor(actor=moderated.actor(name)).pk for name in ("berta", "ben"))
    merge_people(actor=moderated.actor("alice"), person_id=ben, other_id=berta)
    with pytest.raises(SameDeciderError):
        decide_appeal(actor=moderated.actor("berta"), appeal_id=appeal.pk, outcome="denied", answer="No.")


def test_an_upheld_appeal_brings_the_text_back_and_unlearns_the_spam(moderated: Moderated) -> None:
    from community.models import Post

    decision = removed(moderated, outcome="spam")
    assert TextTotals.objects.get().spam == 1
    appeal = appeal_decision(actor=moderated.actor("eve"), decision_id=decision.pk, text="No spam.")
    views = list_appeals(moderated.actor("mo"), at=now()).items
    assert [view.may_judge for view in views] == [False]
    decide_appeal(actor=moderated.actor("ben"), appeal_id=appeal.pk, outcome="upheld", answer="You are right.")
    assert Post.objects.get(pk=decision.thing_id).hidden_at is None
    assert (TextTotals.objects.get().spam, TextTotals.objects.get().ham) == (0, 1)
    record = FlaggerRecord.objects.get()
    assert (record.agreed, record.disagreed) == (0, 1)


def test_everything_of_a_spammer_goes_and_comes_back_as_a_whole(moderated: Moderated) -> None:
    from community.models import Post

    topic, mo = moderated.community.ask("bob"), moderated.actor("mo")
    replies = [moderated.community.reply(topic, "eve", f"Pills {index}") for index in range(60)]
    moderated.decide("mo", moderated.flag("tim", replies[0]).item, "removed")
    own = moderated.community.ask("eve", title="Pills for everybody")
    removal = remove_contributions(actor=mo, user_id=moderated.world.users["eve"].pk, facts="Pills.")
    assert removal.done == 50
    drain_moderation()
    assert Removal.objects.get().finished_at is not None
    visible = Post.objects.filter(author_id=replies[0].author_id, hidden_at=None, topic__hidden_at=None)
    assert visible.count() == 0
    undo_removal(actor=mo, removal_id=removal.pk)
    drain_moderation()
    assert visible.count() == 60
    assert moderated.fresh(own).hidden_at is None
    assert moderated.fresh(replies[0]).hidden_as == "moderated"
    assert Decision.objects.get(measure="purged").reversed_at is not None


def test_a_removal_stops_when_its_moderator_is_one_no_longer(moderated: Moderated) -> None:
    from accounts.models.user import User
    from community.models import Post

    topic = moderated.community.ask("bob")
    replies = [moderated.community.reply(topic, "eve", f"Pills {index}") for index in range(60)]
    remove_contributions(actor=moderated.actor("mo"), user_id=moderated.world.users["eve"].pk)
    User.objects.filter(pk=moderated.world.users["mo"].pk).update(role="member")
    drain_moderation()
    assert Post.objects.filter(author_id=replies[0].author_id, hidden_at=None).count() == 10
    assert Removal.objects.get().finished_at is not None
