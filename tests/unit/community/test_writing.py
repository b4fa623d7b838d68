"""Asking, replying, editing: what the actions promise."""

from datetime import timedelta
from typing import Any

import pytest

from community import errors
from community.actions.editing import edit_post
from community.actions.topics import create_topic
from community.models import Post, PostRevision, Space, Topic, TopicTag
from events.log import read_after
from kernel.clock import now
from kernel.errors import ForbiddenError, NotFoundError
from kernel.ids import uuid7
from tests.plugin import TENANTS
from tests.unit.community.conftest import Community
from tests.worlds import in_globex


def _types() -> list[str]:
    return [recorded.type for recorded in read_after(TENANTS["acme"], 0, limit=1000) if recorded.type.startswith("community.")]


def test_topic_has_a_first_post_a_number_and_its_tags(community: Community) -> None:
    topic = community.ask(tags=["Kettle", "kettle", "limescale"])
    assert (topic.slug, topic.reply_count) == ("how-do-i-descale-it", 0)
    first = Post.objects.get(topic=topic)
    assert (first.position, first.html) == (1, '<p dir="auto">The light blinks.</p>\n<p dir="auto">What now?</p>\n')
    assert sorted(TopicTag.objects.filter(topic=topic).values_list("tag__name", flat=True)) == ["kettle", "limescale"]
    assert community.ask(title="Another").number == topic.number + 1
    assert Space.objects.get(pk=community.public.pk).topic_count == 2
    assert _types()[-2:] == ["community.topic_created"] * 2


def test_same_id_twice_is_one_topic(community: Community) -> None:
    ident = uuid7()
    first = community.ask(id=ident)
    again = community.ask(id=ident, title="Something else entirely")
    assert (again.pk, again.title) == (first.pk, first.title)
    assert Topic.objects.count() == 1


def test_id_of_somebody_elses_topic_is_refused(community: Community) -> None:
    topic = community.ask()
    with pytest.raises(errors.IdTakenError):
        community.ask("dora", id=topic.pk)


def test_reply_is_numbered_and_helps_unless_it_is_by_the_author(community: Community) -> None:
    topic = community.ask()
    own = community.reply(topic, "bob", "Nobody?")
    assert own.position == 2
    assert Topic.objects.get(pk=topic.pk).helpful_at is None
    helpful = community.reply(topic, "ben", "Hold both buttons.", origin="desk")
    found = Topic.objects.get(pk=topic.pk)
    assert (found.reply_count, found.last_position, found.helpful_at) == (2, 3, helpful.created_at)
    assert helpful.origin == "desk"
    assert _types()[-1] == "community.post_added"


def test_same_reply_id_twice_is_one_reply_and_one_event(community: Community) -> None:
    topic, ident = community.ask(), uuid7()
    first = community.reply(topic, id=ident)
    again = community.reply(topic, id=ident, body="changed my mind")
    assert (again.pk, again.body) == (first.pk, first.body)
    assert _types().count("community.post_added") == 1


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"title": "  "}, errors.EmptyTextError),
        ({"body": "\n\n "}, errors.EmptyTextError),
        ({"title": "x" * 201}, errors.TextTooLongError),
        ({"body": "x" * 50_001}, errors.TextTooLongError),
        ({"tags": ["a", "b", "c", "d", "e", "f"]}, errors.BadTagError),
        ({"tags": ["two words"]}, errors.BadTagError),
    ],
    ids=["no-title", "no-body", "long-title", "long-body", "six-tags", "spaced-tag"],
)
def test_bad_input_is_refused_and_leaves_nothing(community: Community, fields: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        community.ask(**fields)
    assert Topic.objects.count() == 0


def test_announcements_are_for_staff(community: Community) -> None:
    with pytest.raises(ForbiddenError):
        community.ask(kind="announcement")
    assert community.ask("ben", kind="announcement").kind == "announcement"


def test_reply_must_answer_a_post_of_the_same_topic(community: Community) -> None:
    elsewhere = community.reply(community.ask(title="Other"))
    with pytest.raises(errors.InvalidReplyTargetError):
        community.reply(community.ask(), reply_to=elsewhere.pk)


def test_author_edits_and_the_old_text_is_kept(community: Community) -> None:
    topic = community.ask(tags=["kettle"])
    first = Post.objects.get(topic=topic)
    edited = edit_post(
        actor=community.actor("bob"), post_id=first.pk, body="It *beeps*.", title="Why does it beep?", tags=["beep"], version=1
    )
    assert edited.html == '<p dir="auto">It <em>beeps</em>.</p>\n'
    assert (edited.topic.title, edited.topic.slug, edited.version) == ("Why does it beep?", "why-does-it-beep", 2)
    revision = PostRevision.objects.get(post=first)
    assert (revision.title, revision.body, revision.version) == ("How do I descale it?", "The light blinks.\n\nWhat now?", 1)
    assert list(TopicTag.objects.filter(topic=topic).values_list("tag__name", flat=True)) == ["beep"]
    assert _types()[-1] == "community.post_edited"


def test_edit_that_says_the_same_is_no_edit(community: Community) -> None:
    reply = community.reply(community.ask())
    edit_post(actor=community.actor("dora"), post_id=reply.pk, body=reply.body)
    assert PostRevision.objects.count() == 0
    assert "community.post_edited" not in _types()


def test_edit_of_a_text_that_moved_on_is_refused(community: Community) -> None:
    reply = community.reply(community.ask())
    edit_post(actor=community.actor("dora"), post_id=reply.pk, body="Use citric acid.", version=1)
    with pytest.raises(errors.EditConflictError):
        edit_post(actor=community.actor("mo"), post_id=reply.pk, body="Use lemon.", version=1)


def test_others_may_not_edit_but_moderators_may(community: Community) -> None:
    reply = community.reply(community.ask())
    with pytest.raises(ForbiddenError):
        edit_post(actor=community.actor("bob"), post_id=reply.pk, body="Vandalised")
    assert edit_post(actor=community.actor("mo"), post_id=reply.pk, body="Use vinegar, diluted.").version == 2


def test_author_may_not_edit_after_thirty_days(community: Community) -> None:
    reply = community.reply(community.ask())
    with pytest.raises(ForbiddenError):
        edit_post(actor=community.actor("dora"), post_id=reply.pk, body="Late", at=now() + timedelta(days=31))


def test_another_brand_cannot_find_space_or_topic(community: Community) -> None:
    topic = community.ask()
    charlie = community.actor("charlie")
    with in_globex():
        with pytest.raises(NotFoundError):
            create_topic(actor=charlie, space_id=community.public.pk, title="Hello", body="there")
        with pytest.raises(NotFoundError):
            community.reply(topic, "charlie")
