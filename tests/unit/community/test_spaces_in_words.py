"""Spaces in their readers' languages, and what a space asks of those who write in it."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brand_settings.actions import change_settings
from community.actions.editing import edit_post
from community.actions.members import set_level
from community.actions.reading import record_reading
from community.actions.spaces import create_space, update_space
from community.actions.tagging import add_synonym, create_tag
from community.errors import NewTagError, SlowModeError, TooFewTagsError, TopicLockedError
from community.models.post import Post
from community.models.space import Space
from community.models.tag import Tag
from community.models.watch import Watch
from community.queries.topics import tags_of
from community.screening import Circumstances
from kernel.clock import now
from kernel.errors import InvalidError
from tests.unit.community.conftest import Community

TYPED = Circumstances()


def page(community: Community, path: str, language: str) -> str:
    client = community.world.client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client.get(path).content.decode()


def test_space_is_named_in_the_readers_language(community: Community) -> None:
    alice = community.actor("alice")
    inner = create_space(actor=alice, name="Grinders", slug="grinders", parent_id=community.public.pk)
    words = {"de": {"name": "Maschinen", "description": "Alle davon"}, "ar": {"name": "", "description": ""}}
    space = update_space(actor=alice, space_id=community.public.pk, translations=words, icon="☕")
    assert list(space.translations) == ["de"]
    topic = community.ask(space=inner)
    for path in ("/", "/topics/", "/s/machines/", "/s/grinders/", f"/t/{topic.slug}-{topic.number}/"):
        german, english = page(community, path, "de"), page(community, path, "en")
        shown = path != "/topics/"
        assert ("Maschinen" in german, ">Machines<" in english) == (shown, shown), path
    german = page(community, "/s/machines/", "de")
    assert '<h1><span lang="de" dir="auto">Maschinen</span></h1>' in german
    assert ("Alle davon" in german, "All of them" in german, "☕" in german) == (True, False, True)
    assert ">Grinders<" in german
    community.ask(title="Direkt")
    assert ">Maschinen</a>" in page(community, "/topics/", "de")
    assert space.words("de-AT").name == "Maschinen"
    assert (space.words("ar").name, space.words("ar").name_language) == ("Machines", "en")


def test_words_of_a_space_cost_no_query(community: Community) -> None:
    update_space(actor=community.actor("alice"), space_id=community.public.pk, translations={"de": {"name": "Maschinen"}})
    space = Space.objects.get(pk=community.public.pk)
    with CaptureQueriesContext(connection) as captured:
        assert space.words("de").name == "Maschinen"
    assert len(captured) == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"icon": "far too long an icon"}, "icon"), ({"translations": {"klingon!": {"name": "x"}}}, "translations")],
)
def test_space_refuses_words_that_do_not_fit(community: Community, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidError) as refused:
        update_space(actor=community.actor("alice"), space_id=community.public.pk, **changes)
    assert field in refused.value.detail["fields"]


def test_form_of_a_space_keeps_its_words(community: Community) -> None:
    client, address = community.world.client("alice"), f"/manage/spaces/{community.public.pk}/"
    shown = client.get(address).content.decode()
    assert ('name="name_de"' in shown, 'lang="ar"' in shown, 'name="icon"' in shown) == (True, True, True)
    form = {
        "name": "Machines",
        "slug": "machines",
        "description": "All of them",
        "visibility": "public",
        "language": "en",
        "hue": "30",
        "min_tags": "0",
        "slow_mode_seconds": "0",
        "icon": "☕",
        "name_de": "Maschinen",
        "description_de": "Alle davon",
    }
    assert client.post(address, form).status_code == 302
    space = Space.objects.get(pk=community.public.pk)
    assert (space.icon, space.translations) == ("☕", {"de": {"name": "Maschinen", "description": "Alle davon"}})
    again = client.get(address).content.decode()
    assert ('value="Maschinen"' in again, '<details class="form-more" open>' in again) == (True, True)
    assert client.post(address, form | {"name_de": "x" * 200}).status_code == 400


def test_new_tags_are_for_those_whom_the_brand_trusts_with_them(community: Community) -> None:
    create_tag(actor=community.actor("alice"), name="steam")
    with pytest.raises(NewTagError) as refused:
        community.ask("bob", tags=["steam", "novel"], circumstances=TYPED)
    assert "novel" in refused.value.detail["fields"]["tags"][0]
    assert not Tag.objects.filter(name="novel").exists()
    topic = community.ask("bob", tags=["steam"], circumstances=TYPED)
    post = Post.objects.get(topic=topic)
    with pytest.raises(NewTagError):
        edit_post(actor=community.actor("bob"), post_id=post.pk, body=post.body, tags=["novel"], circumstances=TYPED)
    set_level(actor=community.actor("alice"), user_id=community.actor("bob").user_id, level=3)
    community.ask("bob", title="Another", body="Another text.", tags=["novel"], circumstances=TYPED)
    community.ask("ben", tags=["of-staff"], circumstances=TYPED)
    assert {"novel", "of-staff"} <= set(Tag.objects.values_list("name", flat=True))


def test_page_says_which_tags_are_missing(community: Community) -> None:
    client = community.world.client("bob")
    assert "Choose from the tags that there are." in client.get("/ask/").content.decode()
    form = {"space": str(community.public.pk), "title": "Kept", "body": "Kept body", "tags": "novel", "seen_similar": "yes"}
    answer = client.post("/ask/", form)
    assert answer.status_code == 400
    assert "These tags do not exist here: novel." in answer.content.decode()
    assert "Kept body" in answer.content.decode()


def test_synonyms_count_as_what_they_stand_for(community: Community) -> None:
    alice = community.actor("alice")
    steam = create_tag(actor=alice, name="steam")
    create_tag(actor=alice, name="milk")
    add_synonym(actor=alice, tag_id=steam.pk, name="vapour")
    update_space(actor=alice, space_id=community.public.pk, min_tags=2)
    for tags in ([], ["steam"], ["steam", "vapour"]):
        with pytest.raises(TooFewTagsError) as refused:
            community.ask("bob", tags=tags, circumstances=TYPED)
        assert "at least 2 tags" in refused.value.detail["fields"]["tags"][0]
    topic = community.ask("bob", tags=["vapour", "milk"], circumstances=TYPED)
    assert tags_of([topic.pk])[topic.pk] == ["milk", "steam"]
    post = Post.objects.get(topic=topic)
    with pytest.raises(TooFewTagsError):
        edit_post(actor=community.actor("bob"), post_id=post.pk, body="New", tags=["steam"], circumstances=TYPED)
    edit_post(actor=community.actor("bob"), post_id=post.pk, body="New", tags=["steam", "milk"], circumstances=TYPED)


def test_slow_mode_of_a_space_holds_in_all_its_topics(community: Community) -> None:
    update_space(actor=community.actor("alice"), space_id=community.public.pk, slow_mode_seconds=60)
    topic, at = community.ask(), now()
    community.reply(topic, "dora", at=at)
    with pytest.raises(SlowModeError) as refused:
        community.reply(topic, "dora", at=at + timedelta(seconds=20))
    assert refused.value.detail["retry_after"] == 40
    assert "40 seconds" in str(refused.value)
    community.reply(topic, "dora", at=at + timedelta(seconds=61))
    community.reply(topic, "ben", at=at)
    community.reply(topic, "ben", at=at)


def test_quiet_topic_takes_no_reply_before_the_sweep_closed_it(community: Community) -> None:
    topic = community.ask(at=now() - timedelta(days=31))
    idea = community.ask(kind="idea", at=now() - timedelta(days=31))
    update_space(actor=community.actor("alice"), space_id=community.public.pk, auto_close_after=timedelta(days=30))
    with pytest.raises(TopicLockedError) as refused:
        community.reply(topic, "dora", circumstances=TYPED)
    assert "Begin a new one" in str(refused.value)
    answer = community.world.client("dora").post(f"/t/{topic.number}/reply/", {"body": "Too late, it seems."})
    assert answer.status_code == 403
    assert ("Begin a new one" in answer.content.decode(), "Too late, it seems." in answer.content.decode()) == (True, True)
    community.reply(idea, "dora", circumstances=TYPED)
    community.reply(topic, "ben", circumstances=TYPED)
    community.reply(topic, "bob", "It works again.", circumstances=TYPED)


@pytest.mark.parametrize(("seconds", "follows"), [(100, True), (0, False), (1_000, False)])
def test_brand_says_how_long_one_reads_before_one_follows(community: Community, seconds: int, follows: bool) -> None:
    values = {"tracked_after_seconds": seconds}
    change_settings(actor=community.actor("alice"), section="reading", values=values)
    topic, at = community.ask("bob"), now()
    for turn in range(3):
        record_reading(
            actor=community.actor("dora"), topic_id=topic.pk, shown=[[1, 1]], seconds=110, at=at + timedelta(minutes=2 * turn)
        )
    assert Watch.objects.filter(user_id=community.actor("dora").user_id, target=topic.pk).exists() is follows
