"""Carrying posts from one topic to another: none is lost, none is there twice, and each old place leads to the new one."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F

from community.models.post import Post
from community.models.topic import Topic
from tenants.context import require_tenant_id


def lock_topics(*ids: UUID) -> dict[UUID, Topic]:
    """These topics with their spaces, locked in the order of their ids, so that two merges cannot wait for each other."""
    rows = Topic.objects.select_related("space").select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk")
    return {topic.pk: topic for topic in rows}


def carry_posts(post_ids: Collection[UUID], source: Topic, target: Topic, *, after: int, at: datetime) -> None:
    """Move these posts of `source` behind position `after` of `target`, in their order. The caller holds both topics."""
    facts: dict[str, Any] = {
        "tenant": require_tenant_id(),
        "source": source.pk,
        "target": target.pk,
        "ids": list(post_ids),
        "after": after,
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO community_postmove (id, tenant_id, topic_id, position, post_id, at)
               SELECT gen_random_uuid(), %(tenant)s, topic_id, position, id, %(at)s FROM community_post
               WHERE topic_id = %(source)s AND id = ANY (%(ids)s::uuid[])""",
            facts,
        )
        cursor.execute(
            """UPDATE community_post SET topic_id = %(target)s, position = %(after)s + ranked.place FROM (
                 SELECT id, row_number() OVER (ORDER BY position) AS place FROM community_post
                 WHERE topic_id = %(source)s AND id = ANY (%(ids)s::uuid[])) AS ranked
               WHERE community_post.id = ranked.id""",
            facts,
        )
    # An answer stands below what it answers: where the two were parted there is nothing to point at.
    parted = Post.objects.filter(topic_id__in=[source.pk, target.pk], reply_to__isnull=False)
    parted.exclude(reply_to__topic_id=F("topic_id")).update(reply_to=None)
