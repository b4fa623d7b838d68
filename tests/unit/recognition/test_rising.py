"""Rising by reading and writing: from what the community records to the level, through events alone."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from brand_settings.actions import change_settings
from kernel.actor import system_actor
from kernel.clock import now
from recognition.actions.levels import review_levels
from recognition.models import Award, Deed, LevelChange, MemberDay
from recognition.queries.explaining import explain
from recognition.queries.trust import standings
from tests.draining import drain_everything
from tests.plugin import TENANTS
from tests.unit.recognition.conftest import Community

SYSTEM = system_actor(TENANTS["acme"])
EASY = {"tl1_topics_entered": 1, "tl1_posts_read": 1, "tl1_minutes_read": 0, "tl1_minutes_since_joining": 0}


def level_of(community: Community, name: str) -> int:
    user_id = community.world.users[name].pk
    return standings([user_id])[user_id].level


def test_reading_lifts_a_newcomer_and_earns_the_badge_of_the_level(seeded: Community) -> None:
    from community.actions.reading import record_reading

    change_settings(actor=seeded.actor("alice"), section="trust", values=EASY)
    topic = seeded.ask("dora")
    drain_everything()
    assert level_of(seeded, "bob") == 0
    record_reading(actor=seeded.actor("bob"), topic_id=topic.pk, shown=[[1, 1]], seconds=5)
    drain_everything()
    assert level_of(seeded, "bob") == 1
    drain_everything()
    assert Award.objects.filter(user=seeded.world.users["bob"], badge__slug="basic", revoked_at=None).exists()
    change = LevelChange.objects.get(user=seeded.world.users["bob"])
    assert (change.old_level, change.new_level, change.source) == (0, 1, "rules")


def test_the_explanation_names_what_is_missing(seeded: Community) -> None:
    bob = seeded.world.users["bob"]
    why = explain(seeded.actor("bob"), bob.pk, at=now())
    lines = {line.code: (line.have, line.need) for line in why.next_lines}
    assert lines["posts_read"] == (0, 30)
    assert why.missing == len(why.next_lines)


def test_level_3_is_lost_after_its_grace_and_its_badge_with_it(seeded: Community) -> None:
    from community.models.member import Member

    bob = seeded.world.users["bob"]
    MemberDay.objects.create(user=bob, date=now().date(), posts_read=1)
    Member.objects.filter(user=bob).delete()
    Member.objects.create(user=bob, level=3, level_since=now() - timedelta(days=13), joined_at=now())
    review_levels(actor=SYSTEM, user_ids=[bob.pk])
    assert level_of(seeded, "bob") == 3
    Member.objects.filter(user=bob).update(level_since=now() - timedelta(days=15))
    review_levels(actor=SYSTEM, user_ids=[bob.pk])
    assert level_of(seeded, "bob") == 2


def test_levels_cost_the_same_for_one_member_and_for_seven(seeded: Community) -> None:
    def cost(names: list[str]) -> int:
        ids = [seeded.world.users[name].pk for name in names]
        with CaptureQueriesContext(connection) as queries:
            review_levels(actor=SYSTEM, user_ids=ids)
        return len(queries)

    cost(["bob"])
    assert cost(["alice", "amira", "ben", "berta", "mo", "bob", "dora"]) == cost(["bob"])


def test_a_flag_that_moderators_uphold_counts_until_it_is_overturned(seeded: Community) -> None:
    from community.events import FlagOverturned, FlagUpheld
    from community.queries.deeds import flagged_post
    from events.recording import publish, recording
    from people.queries import person_id_of_user

    topic = seeded.ask("bob")
    seeded.reply(topic, "dora")
    fact = flagged_post("topic", topic.pk)
    flagger: Any = person_id_of_user(seeded.world.users["dora"].pk)
    assert fact is not None
    place = {"space_id": fact.space_id, "topic_id": fact.topic_id, "post_id": fact.id, "position": fact.position}
    for kind, expected in (
        (FlagUpheld, {"flag_agreed", "flagged"}),
        (FlagUpheld, {"flag_agreed", "flagged"}),
        (FlagOverturned, set()),
    ):
        with recording():
            publish(kind(**place, flagger_id=flagger), actor=SYSTEM)
        drain_everything()
        assert set(Deed.objects.filter(kind__startswith="flag").values_list("kind", flat=True)) == expected
