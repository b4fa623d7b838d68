"""Edits, wikis, templates, similar topics, and topics that wait."""

import re
from datetime import timedelta
from typing import Any

import pytest

from community import errors
from community.actions.deflecting import note_similar_opened, note_similar_shown
from community.actions.editing import edit_post
from community.actions.revising import hide_revision, show_revision
from community.actions.scheduling import open_topic, publish_due_topic, reschedule_topic
from community.actions.solutions import accept_solution
from community.actions.templating import TemplateText, create_template
from community.actions.topics import create_topic
from community.actions.wikis import end_wiki, make_wiki
from community.models import Deflection, Post, PostRevision, PostTemplate, Space, Topic
from community.queries.history import get_history
from community.queries.similar import get_deflection_figures, list_similar
from community.tasks import publish_due_topics
from events.log import read_after
from kernel.actor import system_actor
from kernel.clock import now
from kernel.errors import ForbiddenError, NotFoundError
from kernel.ids import uuid7
from tests.plugin import TENANTS
from tests.unit.community.conftest import Community

LATER = timedelta(minutes=10)


def _types() -> list[str]:
    return [event.type for event in read_after(TENANTS["acme"], 0, limit=1000) if event.type.startswith("community.")]


def _edited(community: Community, *bodies: str) -> Post:
    post = community.reply(community.ask(), "dora", "Use vinegar.")
    for index, body in enumerate(bodies, 1):
        edit_post(actor=community.actor("dora"), post_id=post.pk, body=body, at=now() + LATER * index)
    return Post.objects.get(pk=post.pk)


def test_short_correction_right_after_writing_leaves_no_trace(community: Community) -> None:
    post = community.reply(community.ask(), "dora", "Use vinegr.")
    edited = edit_post(actor=community.actor("dora"), post_id=post.pk, body="Use vinegar.")
    assert (edited.body, edited.edited_at, edited.version) == ("Use vinegar.", None, 2)
    assert not PostRevision.objects.exists()


@pytest.mark.parametrize("why", ["late", "long", "answered", "by-moderator"])
def test_other_edits_keep_what_was_said(community: Community, why: str) -> None:
    topic = community.ask()
    post = community.reply(topic, "dora", "Use vinegar.")
    if why == "answered":
        community.reply(topic, "bob", "Thanks!")
    body = "x" * 200 if why == "long" else "Use lemon."
    editor = "mo" if why == "by-moderator" else "dora"
    edit_post(actor=community.actor(editor), post_id=post.pk, body=body, at=now() + (LATER if why == "late" else timedelta(0)))
    assert PostRevision.objects.get().body == "Use vinegar."


def test_history_tells_each_change_latest_first(community: Community) -> None:
    post = _edited(community, "Use lemon.", "Use citric acid.")
    changes = get_history(community.actor("bob"), post.pk).changes.items
    assert [(change.version, change.before, change.editor.name) for change in changes] == [(3, 2, "Dora"), (2, 1, "Dora")]
    assert "".join(piece.text for piece in changes[1].inline if piece.kind != "new") == "Use vinegar."
    assert "".join(piece.text for piece in changes[0].inline if piece.kind != "gone") == "Use citric acid."
    for view in ("inline", "split"):
        page = community.world.client(None).get(f"/posts/{post.pk}/history/?view={view}").content.decode()
        assert "<del>vinegar</del>" in page


def test_hidden_version_shows_in_neither_of_the_edits_beside_it(community: Community) -> None:
    post = _edited(community, "My address is Elm 5.", "Use lemon.")
    moderator = community.actor("mo")
    with pytest.raises(ForbiddenError):
        hide_revision(actor=community.actor("dora"), post_id=post.pk, version=2)
    hide_revision(actor=moderator, post_id=post.pk, version=2)
    for reader in (None, "dora"):
        assert "Elm" not in community.world.client(reader).get(f"/posts/{post.pk}/history/").content.decode()
    assert "Elm" not in str(community.world.client("dora").get(f"/api/v1/posts/{post.pk}/revisions").json())
    assert "Elm" in community.world.client("mo").get(f"/posts/{post.pk}/history/").content.decode()
    show_revision(actor=moderator, post_id=post.pk, version=2)
    assert "Elm" in community.world.client("dora").get(f"/posts/{post.pk}/history/").content.decode()


def test_earlier_version_comes_back_as_an_edit_like_any_other(community: Community) -> None:
    post = _edited(community, "Use lemon.", "Use citric acid.")
    editor, reader = community.world.client("dora"), community.world.client("bob")
    again = f"/posts/{post.pk}/edit/?revision=1"
    assert again in editor.get(f"/posts/{post.pk}/history/").content.decode()
    assert "revision=1" not in reader.get(f"/posts/{post.pk}/history/").content.decode()
    page = editor.get(again).content.decode()
    assert ">Use vinegar.</textarea>" in page
    assert 'name="version" value="3"' in page
    assert editor.post(f"/posts/{post.pk}/edit/", {"body": "Use vinegar.", "version": "3"}).status_code == 302
    assert [change.version for change in get_history(community.actor("bob"), post.pk).changes.items] == [4, 3, 2]
    assert reader.get(again).status_code == 403
    hide_revision(actor=community.actor("mo"), post_id=post.pk, version=1)
    assert editor.get(again).status_code == 404
    assert ">Use vinegar.</textarea>" in community.world.client("mo").get(again).content.decode()


def test_history_of_a_hidden_post_does_not_exist(community: Community) -> None:
    from community.actions.moderating import hide_post

    post = _edited(community, "Use lemon.")
    hide_post(actor=community.actor("mo"), post_id=post.pk, reason="spam")
    assert community.world.client("bob").get(f"/posts/{post.pk}/history/").status_code == 404


def _raise(community: Community, name: str, level: int) -> None:
    from community.actions.members import set_level

    set_level(actor=community.actor("alice"), user_id=community.world.users[name].pk, level=level)


def test_wiki_is_edited_by_those_who_are_trusted_with_it(community: Community) -> None:
    post = community.reply(community.ask(), "dora")
    make_wiki(actor=community.actor("mo"), post_id=post.pk)
    with pytest.raises(ForbiddenError):
        edit_post(actor=community.actor("bob"), post_id=post.pk, body="Better.")
    _raise(community, "bob", 1)
    assert edit_post(actor=community.actor("bob"), post_id=post.pk, body="Better.").body == "Better."
    end_wiki(actor=community.actor("mo"), post_id=post.pk)
    with pytest.raises(ForbiddenError):
        edit_post(actor=community.actor("bob"), post_id=post.pk, body="Best.")


def test_author_makes_a_wiki_from_level_three_on(community: Community) -> None:
    post = community.reply(community.ask(), "dora")
    with pytest.raises(ForbiddenError):
        make_wiki(actor=community.actor("dora"), post_id=post.pk)
    _raise(community, "dora", 3)
    assert make_wiki(actor=community.actor("dora"), post_id=post.pk).wiki_at is not None


def test_template_begins_a_topic_of_its_space(community: Community) -> None:
    text = TemplateText("Fault", "**Machine:**", title="Broken: ", tags=["fault"])
    with pytest.raises(ForbiddenError):
        create_template(actor=community.actor("bob"), space_id=community.public.pk, template=text)
    row = create_template(actor=community.actor("mo"), space_id=community.public.pk, template=text)
    with pytest.raises(errors.TemplateNameTakenError):
        create_template(actor=community.actor("mo"), space_id=community.public.pk, template=text)
    page = community.world.client("bob").get(f"/ask/?template={row.pk}").content.decode()
    assert ">**Machine:**</textarea>" in page
    hidden = create_template(actor=community.actor("alice"), space_id=community.staff.pk, template=TemplateText("Inner", "words"))
    assert "words</textarea>" not in community.world.client("bob").get(f"/ask/?template={hidden.pk}").content.decode()
    assert community.world.client("bob").get(f"/api/v1/templates/{hidden.pk}").status_code == 404


def test_moderator_keeps_templates_on_a_page(community: Community) -> None:
    client = community.world.client("mo")
    form = {"name": "Fault", "use": "topic", "body": "**Machine:**"}
    assert client.post("/s/machines/templates/", form).status_code == 302
    row = PostTemplate.objects.get()
    assert client.post(f"/templates/{row.pk}/", form | {"name": "Report"}).status_code == 302
    assert "Report" in client.get("/s/machines/templates/").content.decode()
    assert community.world.client("bob").get("/s/machines/templates/").status_code == 403
    client.post(f"/templates/{row.pk}/removal/")
    assert not PostTemplate.objects.exists()


def test_similar_topics_are_those_the_reader_may_see_answered_first(community: Community) -> None:
    solved = community.ask(title="How do I descale my espresso machine?")
    accept_solution(actor=community.actor("bob"), topic_id=solved.pk, post_id=community.reply(solved).pk)
    community.ask(title="Descaling the espresso machine takes forever")
    community.ask("ben", space=community.staff, title="Descale espresso machine recall")
    community.ask(title="Milk foam collapses")
    spaces = [community.public, community.members]
    rows = list_similar(spaces, "how can one descale an espresso machine")
    assert [row.title for row in rows] == [
        "How do I descale my espresso machine?",
        "Descaling the espresso machine takes forever",
    ]
    assert list_similar(spaces, "descale") == []


def test_what_was_shown_opened_and_asked_adds_up(community: Community) -> None:
    topic, bob, dora = community.ask(title="Tank?"), community.actor("bob"), community.actor("dora")
    asked, read, ignored = uuid7(), uuid7(), uuid7()
    for ident, actor in ((asked, bob), (read, dora), (ignored, dora)):
        note_similar_shown(actor=actor, question_id=ident, title="Where is the tank", topic_ids=[topic.pk])
    note_similar_opened(actor=dora, question_id=read, topic_id=topic.pk)
    community.ask("bob", id=asked)
    with pytest.raises(NotFoundError):
        note_similar_opened(actor=bob, question_id=read, topic_id=topic.pk)
    figures = get_deflection_figures(starts_at=now() - LATER, ends_at=now() + LATER)
    assert (figures.shown, figures.clicked, figures.asked, figures.deflected) == (3, 1, 1, 1)
    page = community.world.client("alice").get("/manage/searches/").content.decode()
    shown = dict(re.findall(r"<dt>([^<]+)</dt><dd>(\d+)</dd>", page))
    assert (shown["Similar topics were shown"], shown["Answered without a question"]) == ("3", "1")


def test_without_scripts_similar_answers_come_before_the_question_is_sent(community: Community) -> None:
    solved = community.ask(title="How do I descale my espresso machine?")
    accept_solution(actor=community.actor("bob"), topic_id=solved.pk, post_id=community.reply(solved).pk)
    client, ident = community.world.client("dora"), str(uuid7())
    form = {"id": ident, "space": str(community.public.pk), "title": "how to descale the espresso machine", "body": "?"}
    page = client.post("/ask/", form).content.decode()
    assert f"/ask/{ident}/similar/{solved.number}/" in page
    assert Topic.objects.count() == 1
    assert client.get(f"/ask/{ident}/similar/{solved.number}/").headers["Location"] == f"/t/{solved.slug}-{solved.number}/"
    assert client.post("/ask/", form | {"seen_similar": "yes"}).status_code == 302
    row = Deflection.objects.get()
    assert (row.clicked_id, row.asked_at is not None) == (solved.pk, True)


def _schedule(community: Community, name: str = "ben", **fields: Any) -> Topic:
    fields.setdefault("publish_at", now() + LATER)
    return create_topic(
        actor=community.actor(name), space_id=community.public.pk, title="Sale on Monday", body="Ten off.", **fields
    )


def test_scheduled_topic_waits_and_appears(community: Community) -> None:
    topic = _schedule(community)
    path = f"/t/{topic.slug}-{topic.number}/"
    assert community.world.client("bob").get(path).status_code == 404
    assert "Sale on Monday" not in community.world.client("bob").get("/").content.decode()
    assert "community.topic_created" not in _types()
    system = system_actor(TENANTS["acme"])
    publish_due_topic(actor=system, topic_id=topic.pk, at=now())
    assert Topic.objects.get(pk=topic.pk).hidden_at is not None
    due = now() + LATER * 2
    publish_due_topic(actor=system, topic_id=topic.pk, at=due)
    publish_due_topic(actor=system, topic_id=topic.pk, at=due)
    found = Topic.objects.get(pk=topic.pk)
    assert (found.hidden_at, found.hidden_as, found.created_at) == (None, "", due)
    assert _types().count("community.topic_created") == 1
    assert Space.objects.get(pk=community.public.pk).topic_count == 1
    assert community.world.client("bob").get(path).status_code == 200


def test_rights_are_asked_again_when_the_time_has_come(community: Community) -> None:
    from accounts.models.user import User

    topic = _schedule(community)
    User.objects.filter(pk=community.world.users["ben"].pk).update(role="member")
    publish_due_topic(actor=system_actor(TENANTS["acme"]), topic_id=topic.pk, at=now() + LATER * 2)
    found = Topic.objects.get(pk=topic.pk)
    assert (found.hidden_as, found.hidden_at is not None) == ("held", True)
    assert _types()[-1] == "community.topic_held"


def test_task_publishes_what_is_due_in_every_brand(community: Community) -> None:
    topic = _schedule(community, publish_at=now() + timedelta(seconds=1), at=now())
    from community.models import Schedule

    Schedule.objects.update(publish_at=now() - LATER)
    publish_due_topics()
    assert Topic.objects.get(pk=topic.pk).hidden_at is None


@pytest.mark.parametrize("when", [-LATER, timedelta(days=400)])
def test_time_must_lie_ahead_and_not_too_far(community: Community, when: timedelta) -> None:
    with pytest.raises(errors.BadTimeError):
        _schedule(community, publish_at=now() + when)


def test_members_schedule_nothing_and_hide_nothing_among_staff(community: Community) -> None:
    with pytest.raises(ForbiddenError):
        _schedule(community, "bob")
    with pytest.raises(ForbiddenError):
        _schedule(community, "bob", publish_at=None, for_staff=True)


def test_scheduled_topic_is_moved_to_another_time_or_opened_now(community: Community) -> None:
    topic = _schedule(community)
    assert reschedule_topic(actor=community.actor("ben"), topic_id=topic.pk, publish_at=now() + LATER * 3).publish_at > now()
    with pytest.raises(NotFoundError):
        open_topic(actor=community.actor("bob"), topic_id=topic.pk)
    assert open_topic(actor=community.actor("ben"), topic_id=topic.pk).hidden_at is None


def test_staff_topic_is_for_staff_until_it_is_opened(community: Community) -> None:
    topic = _schedule(community, publish_at=None, for_staff=True)
    path = f"/t/{topic.slug}-{topic.number}/"
    assert [community.world.client(name).get(path).status_code for name in ("ben", "mo", "bob", None)] == [200, 200, 404, 404]
    assert "community.topic_created" not in _types()
    community.reply(topic, "amira", "Agreed.")
    open_topic(actor=community.actor("ben"), topic_id=topic.pk)
    assert community.world.client(None).get(path).status_code == 200


def test_api_says_and_changes_when_a_topic_appears(community: Community) -> None:
    topic, client = _schedule(community), community.world.client("ben")
    address = f"/api/v1/topics/{topic.pk}/publication"
    assert client.get(address).json()["is_visible"] is False
    assert community.world.client("bob").get(address).status_code == 404
    when = (now() + timedelta(days=2)).isoformat()
    assert client.put(address, {"publish_at": when}, "application/json").json()["publish_at"][:16] == when[:16]
    assert client.post(address).json() == {"topic_id": str(topic.pk), "is_visible": True, "publish_at": None}
