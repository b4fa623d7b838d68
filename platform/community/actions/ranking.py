"""Points by period, heat, and how often tags are used: counted from posts and votes, never added up by hand."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from access.policies import authorise
from community.events import TopicsRanked
from community.policies import can_count
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from tenants.context import require_tenant_id

REPLY, VOTE, SOLUTION = 2, 1, 5
PERIODS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
EPOCH = datetime.fromisoformat("2020-01-01T00:00:00+00:00")
"""From here heat is measured, in days: only differences between topics matter."""

# A reply's author who is also the topic's earns nothing: otherwise one would heat one's own topic.
POINTS = """
  SELECT t.id AS topic_id, t.created_at AS at, 1 AS points FROM community_topic t WHERE t.hidden_at IS NULL {which}
  UNION ALL
  SELECT p.topic_id, p.created_at, %(reply)s FROM community_post p
    JOIN community_topic t ON t.id = p.topic_id AND t.hidden_at IS NULL AND t.author_id <> p.author_id
    WHERE p.position > 1 AND p.hidden_at IS NULL {which}
  UNION ALL
  SELECT p.topic_id, v.at, %(vote)s FROM community_vote v
    JOIN community_post p ON p.id = v.post_id AND p.hidden_at IS NULL
    JOIN community_topic t ON t.id = p.topic_id AND t.hidden_at IS NULL
    WHERE true {which}
  UNION ALL
  SELECT t.id, t.solved_at, %(solution)s FROM community_topic t
    JOIN community_post p ON p.id = t.solution_id
    WHERE t.hidden_at IS NULL {which}
"""


LIVELY = """
  SELECT id FROM community_topic WHERE last_posted_at >= %(recent)s
  UNION SELECT p.topic_id FROM community_vote v JOIN community_post p ON p.id = v.post_id WHERE v.at >= %(recent)s
"""


@action
def rank_topics(*, actor: Actor, whole: bool = True, at: datetime | None = None) -> None:
    """Count the points of all topics again, or with `whole=False` of those in which something happened in two days.

    A period's points fall when days leave it; the nightly whole count sees to that.
    """
    authorise(actor, can_count)
    at = at or now()
    facts: dict[str, Any] = {
        "reply": REPLY,
        "vote": VOTE,
        "solution": SOLUTION,
        "recent": at - timedelta(days=2),
        "at": at,
        "epoch": EPOCH,
        "tenant": require_tenant_id(),
    } | {name: at - timedelta(days=days) for name, days in PERIODS.items()}
    which = "" if whole else f"AND t.id IN ({LIVELY})"
    sums = ", ".join(f"coalesce(sum(points) FILTER (WHERE at >= %({name})s), 0) AS {name}" for name in PERIODS)
    named = ", ".join([*PERIODS, "ever", "hot"])
    fresh = ", ".join(f"{name} = excluded.{name}" for name in [*PERIODS, "ever", "hot"])
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO community_topicrank (id, tenant_id, topic_id, {named})
                SELECT gen_random_uuid(), %(tenant)s, topic_id, {sums}, sum(points),
                  ln(sum(points * exp(greatest(extract(epoch FROM at - %(at)s::timestamptz)::float8 / 86400, -600))))
                    + extract(epoch FROM %(at)s::timestamptz - %(epoch)s::timestamptz) / 86400
                FROM ({POINTS.format(which=which)}) AS earned WHERE at <= %(at)s GROUP BY topic_id
                ON CONFLICT (tenant_id, topic_id) DO UPDATE SET {fresh}
                WHERE ({", ".join(f"community_topicrank.{n}" for n in [*PERIODS, "ever"])})
                  IS DISTINCT FROM ({", ".join(f"excluded.{n}" for n in [*PERIODS, "ever"])})""",
            facts,
        )
        changed = cursor.rowcount
        if whole:
            cursor.execute(
                f"""DELETE FROM community_topicrank r WHERE NOT EXISTS (
                      SELECT 1 FROM ({POINTS.format(which="")}) AS earned WHERE earned.topic_id = r.topic_id AND at <= %(at)s)""",
                facts,
            )
            changed += cursor.rowcount
    if changed:
        publish(TopicsRanked(changed=changed), actor=actor, at=at)


@action
def count_tags(*, actor: Actor) -> None:
    """Count again how many visible topics of each space carry each tag."""
    authorise(actor, can_count)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM community_taguse")
        cursor.execute(
            """INSERT INTO community_taguse (id, tenant_id, tag_id, space_id, topic_count)
               SELECT gen_random_uuid(), %s, carried.tag_id, topic.space_id, count(*) FROM community_topictag carried
               JOIN community_topic topic ON topic.id = carried.topic_id AND topic.hidden_at IS NULL
               GROUP BY carried.tag_id, topic.space_id""",
            [require_tenant_id()],
        )
