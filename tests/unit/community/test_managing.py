"""Keeping spaces and tags in order: who may, what is refused, what readers see afterwards."""

from typing import Any

import pytest

from community.actions.spaces import archive_space, create_space, order_spaces, update_space
from community.actions.tagging import (
    add_synonym,
    change_tag,
    create_tag,
    create_tag_group,
    delete_tag,
    delete_tag_group,
    merge_tags,
    remove_synonym,
)
from community.errors import ExclusiveTagsError, SlugTakenError, SynonymOfSynonymError, TagTakenError
from community.models.space import Space
from community.models.tag import Tag, TopicTag
from community.queries.spaces import list_spaces, tree_of
from kernel.errors import ForbiddenError, InvalidError
from tests.unit.community.conftest import Community


def carried(topic: Any) -> set[str]:
    return set(TopicTag.objects.filter(topic=topic).values_list("tag__name", flat=True))


def test_only_administrators_manage(community: Community) -> None:
    for who in ("bob", "mo", "ben"):
        actor = community.actor(who)
        with pytest.raises(ForbiddenError):
            update_space(actor=actor, space_id=community.public.pk, name="Mine")
        with pytest.raises(ForbiddenError):
            order_spaces(actor=actor, space_ids=[])
        with pytest.raises(ForbiddenError):
            create_tag(actor=actor, name="mine")
        for address in ("/manage/spaces/", "/manage/tags/", f"/manage/spaces/{community.public.pk}/"):
            assert community.world.client(who).get(address).status_code == 403


def test_space_lies_in_no_space_that_lies_in_it(community: Community) -> None:
    alice = community.actor("alice")
    inner = create_space(actor=alice, name="Inner", slug="inner", parent_id=community.public.pk)
    with pytest.raises(InvalidError):
        update_space(actor=alice, space_id=community.public.pk, parent_id=inner.pk)
    with pytest.raises(InvalidError):
        update_space(actor=alice, space_id=inner.pk, parent_id=inner.pk)
    for level in range(3):
        inner = create_space(actor=alice, name=f"Deeper {level}", slug=f"deeper-{level}", parent_id=inner.pk)
    with pytest.raises(InvalidError):
        create_space(actor=alice, name="Too deep", slug="too-deep", parent_id=inner.pk)
    with pytest.raises(InvalidError):
        update_space(actor=alice, space_id=community.public.pk, parent_id=community.members.pk)
    update_space(actor=alice, space_id=inner.pk, parent_id=None)
    assert Space.objects.get(pk=inner.pk).parent_id is None


def test_spaces_stand_in_the_order_given(community: Community) -> None:
    alice = community.actor("alice")
    order_spaces(actor=alice, space_ids=[community.staff.pk, community.members.pk, community.public.pk])
    assert [space.slug for space in list_spaces(alice)] == ["backstage", "lounge", "machines"]
    client = community.world.client("alice")
    client.post(f"/manage/spaces/{community.public.pk}/place/", {"direction": "up"})
    assert [node.space.slug for node in tree_of(list_spaces(alice)).roots] == ["backstage", "machines", "lounge"]
    client.post(f"/manage/spaces/{community.staff.pk}/place/", {"direction": "up"})
    assert [node.space.slug for node in tree_of(list_spaces(alice)).roots] == ["backstage", "machines", "lounge"]


def test_archived_space_is_read_and_not_written_in(community: Community) -> None:
    topic = community.ask("bob")
    archive_space(actor=community.actor("alice"), space_id=community.public.pk, archived=True)
    assert community.world.client("bob").get("/s/machines/").status_code == 200
    with pytest.raises(ForbiddenError):
        community.ask("bob", title="Another")
    with pytest.raises(ForbiddenError):
        community.reply(topic, "dora")
    archive_space(actor=community.actor("alice"), space_id=community.public.pk, archived=False)
    assert community.reply(topic, "dora").position == 2


def test_space_is_made_and_changed_by_form(community: Community) -> None:
    client = community.world.client("alice")
    assert client.get("/manage/spaces/").status_code == client.get("/manage/spaces/new/").status_code == 200
    form = {
        "name": "Grinders",
        "slug": "",
        "description": "Burrs",
        "parent_id": str(community.public.pk),
        "visibility": "custom",
        "kinds": ["question", "idea"],
        "language": "en",
        "hue": "30",
        "min_tags": "1",
        "help_hours": "4",
        "slow_mode_seconds": "0",
        "close_days": "",
    }
    made = client.post("/manage/spaces/new/", form)
    assert made.status_code == 302, made.content.decode().split("field-error")[1:3]
    space = Space.objects.get(slug="grinders")
    assert (space.parent_id, space.kinds, space.min_tags, space.visibility) == (
        community.public.pk,
        ["question", "idea"],
        1,
        "custom",
    )
    address = f"/manage/spaces/{space.pk}/"
    assert community.world.client("bob").get("/s/grinders/").status_code == 404
    rules = {"rule-TOTAL_FORMS": "2", "rule-INITIAL_FORMS": "0", "part": "rules"}
    lines = {"rule-0-subject": "role:member", "rule-0-right": "reply", "rule-1-subject": "", "rule-1-right": "view"}
    assert client.post(address, rules | lines).status_code == 302
    assert community.world.client("bob").get("/s/grinders/").status_code == 200
    assert community.world.client().get("/s/grinders/").status_code == 404
    assert 'value="role:member" selected' in client.get(address).content.decode()
    assert client.post(address, form | {"parent_id": str(space.pk)}).status_code == 400
    assert client.post(address, form | {"slug": "machines"}).status_code == 400
    assert client.post(address, form | {"name": ""}).status_code == 400
    assert client.post(f"{address}archive/", {"archived": "1"}).status_code == 302
    assert Space.objects.get(pk=space.pk).archived_at is not None


def test_address_of_a_space_is_its_own(community: Community) -> None:
    with pytest.raises(SlugTakenError):
        update_space(actor=community.actor("alice"), space_id=community.members.pk, slug="machines")


def test_synonym_stands_for_its_tag(community: Community) -> None:
    alice = community.actor("alice")
    coffee = create_tag(actor=alice, name="coffee")
    old = community.ask(tags=["java", "coffee"])
    add_synonym(actor=alice, tag_id=coffee.pk, name="java")
    assert carried(old) == {"coffee"}
    assert carried(community.ask(tags=["java"], title="New")) == {"coffee"}
    client = community.world.client()
    assert client.get("/tags/java/?list=top")["Location"] == "/tags/coffee/?list=top"
    assert "New" in client.get("/topics/?tag=java").content.decode()
    with pytest.raises(SynonymOfSynonymError):
        add_synonym(actor=alice, tag_id=Tag.objects.get(name="java").pk, name="bean")
    with pytest.raises(SynonymOfSynonymError):
        add_synonym(actor=alice, tag_id=coffee.pk, name="coffee")
    remove_synonym(actor=alice, tag_id=Tag.objects.get(name="java").pk)
    assert not Tag.objects.filter(name="java").exists()
    assert carried(old) == {"coffee"}


def test_merging_keeps_topics_addresses_and_synonyms(community: Community) -> None:
    alice = community.actor("alice")
    both, one = community.ask(tags=["expresso", "espresso"]), community.ask(tags=["expresso"], title="One")
    wrong, right = Tag.objects.get(name="expresso"), Tag.objects.get(name="espresso")
    add_synonym(actor=alice, tag_id=wrong.pk, name="xpresso")
    merge_tags(actor=alice, tag_id=wrong.pk, into_id=right.pk)
    assert carried(both) == carried(one) == {"espresso"}
    assert set(right.synonyms.values_list("name", flat=True)) == {"expresso", "xpresso"}
    assert community.world.client().get("/tags/expresso/")["Location"] == "/tags/espresso/"
    with pytest.raises(SynonymOfSynonymError):
        merge_tags(actor=alice, tag_id=right.pk, into_id=right.pk)


def test_tag_names_are_unique_and_clean(community: Community) -> None:
    alice = community.actor("alice")
    milk, steam = create_tag(actor=alice, name="Milk"), create_tag(actor=alice, name="steam")
    assert create_tag(actor=alice, name="milk").pk == milk.pk
    with pytest.raises(TagTakenError):
        change_tag(actor=alice, tag_id=steam.pk, name="milk")
    with pytest.raises(InvalidError):
        create_tag(actor=alice, name="two words")
    change_tag(actor=alice, tag_id=steam.pk, name="steaming", description="Hot air")
    assert "Hot air" in community.world.client().get("/tags/steaming/").content.decode()
    delete_tag(actor=alice, tag_id=milk.pk)
    assert not Tag.objects.filter(name="milk").exists()


def test_exclusive_group_allows_one_of_its_tags(community: Community) -> None:
    alice = community.actor("alice")
    group = create_tag_group(actor=alice, name="Version", is_exclusive=True)
    for name in ("v1", "v2"):
        create_tag(actor=alice, name=name, group_id=group.pk)
    with pytest.raises(ExclusiveTagsError):
        community.ask(tags=["v1", "v2"])
    assert carried(community.ask(tags=["v1", "milk"])) == {"v1", "milk"}
    assert "Version" in community.world.client().get("/tags/").content.decode()
    with pytest.raises(TagTakenError):
        create_tag_group(actor=alice, name="Version")
    delete_tag_group(actor=alice, group_id=group.pk)
    assert Tag.objects.get(name="v1").group_id is None


def test_tags_are_kept_by_form(community: Community) -> None:
    topic = community.ask(tags=["lait"])
    client = community.world.client("alice")
    assert client.post("/manage/tag-groups/new/", {"name": "Drinks", "hue": "30", "position": "0"}).status_code == 302
    made = client.post("/manage/tags/", {"name": "milk", "description": "White"})
    assert "Drinks" in client.get("/manage/tags/").content.decode()
    address = made["Location"]
    assert client.post(address, {"part": "synonym", "synonym-name": "lait"}).status_code == 302
    assert carried(topic) == {"milk"}
    assert client.post(address, {"part": "tag", "name": "two words"}).status_code == 400
    assert client.post(address, {"part": "merge", "merge-name": "unheard"}).status_code == 400
    tag = Tag.objects.get(name="milk")
    removal = f"/manage/tags/{tag.pk}/removal/"
    client.post(removal)
    assert Tag.objects.filter(name="milk").exists()
    client.post(removal, {"sure": "1"})
    assert not Tag.objects.filter(name__in=["milk", "lait"]).exists()
    assert client.get(address).status_code == 404


def test_feed_of_every_list_shows_what_its_page_shows(community: Community) -> None:
    community.ask("bob", title="Tagged", tags=["steam"])
    community.ask("dora", title="Talk", kind="discussion")
    community.ask("dora", title="Inside", space=community.members, tags=["steam"])
    client = community.world.client("dora")

    def shown(address: str) -> list[bool]:
        answer = client.get(address)
        assert answer["Content-Type"].startswith("application/atom+xml")
        return [title in answer.content.decode() for title in ("Tagged", "Talk", "Inside")]

    assert shown("/topics/feed.atom") == [True, True, False]
    assert shown("/topics/feed.atom?kind=discussion") == [False, True, False]
    assert shown("/topics/feed.atom?list=unread") == [True, True, False]
    assert shown("/tags/steam/feed.atom") == [True, False, False]
    assert shown("/s/machines/feed.atom?list=unanswered") == [True, False, False]
    assert client.get("/s/lounge/feed.atom").status_code == 404
