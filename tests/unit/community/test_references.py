"""Names, quotations and links between posts: rows, limits, and never a word about what a reader cannot see."""

from typing import Any

import pytest

from brand_settings.actions import change_settings
from community import errors
from community.actions.editing import edit_post
from community.actions.moderating import hide_post, hide_topic
from community.actions.moving import move_topic
from community.actions.spaces import create_space, update_space
from community.actions.translating import translate_post
from community.actions.votes import cast_vote
from community.models import Mention, Post, PostLink
from community.models.group import GroupMembership, MemberGroup
from community.queries.backlinks import list_backlinks
from community.queries.mentions import MOST_OF_A_GROUP, complete_name, list_mentions, list_named_users
from community.queries.quoting import quotation_of
from events.log import read_after
from kernel.clock import now
from kernel.errors import ForbiddenError
from tests.plugin import TENANTS
from tests.unit.community.conftest import Community


def _mentioned() -> list[Any]:
    return [event for event in read_after(TENANTS["acme"], 0, limit=1000) if event.type == "community.mentioned"]


def _html(community: Community, reader: str | None, topic: Any) -> str:
    return str(community.world.client(reader).get(f"/t/{topic.slug}-{topic.number}/").content.decode())


def test_named_member_is_linked_recorded_and_told_once(community: Community) -> None:
    topic = community.ask("bob", body="What does @Dora think? And @dora again, and @nobody-here?")
    post = Post.objects.get(topic=topic)
    assert '<a class="mention" href="/u/dora/"' in post.html
    assert "@nobody-here" in post.html
    mention = Mention.objects.get()
    assert (mention.kind, mention.target_id) == ("user", community.world.users["dora"].pk)
    assert len(_mentioned()) == 1
    assert list(list_named_users([mention.pk])) == [mention.target_id]
    assert [info.topic_id for info in list_mentions([mention.pk])] == [topic.pk]


def test_edit_tells_only_those_who_were_not_named_before(community: Community) -> None:
    reply = community.reply(community.ask(), "dora", "Ask @mo.")
    edit_post(actor=community.actor("dora"), post_id=reply.pk, body="Ask @mo or @ben.")
    assert sorted(Mention.objects.values_list("name", flat=True)) == ["ben", "mo"]
    assert [len(event.payload["mention_ids"]) for event in _mentioned()] == [1, 1]
    edit_post(actor=community.actor("dora"), post_id=reply.pk, body="Ask somebody.")
    assert Mention.objects.count() == 0


def test_new_member_names_two_and_no_more(community: Community) -> None:
    with pytest.raises(errors.TooManyMentionsError):
        community.ask("bob", body="@dora @mo @ben")
    assert community.ask("ben", body="@dora @mo @bob @alice")


def test_names_in_code_name_nobody(community: Community) -> None:
    community.ask(body="`@dora` and\n\n```\n@mo\n```")
    assert Mention.objects.count() == 0


def test_group_is_named_by_trusted_members_who_may_see_it(community: Community) -> None:
    group = MemberGroup(slug="baristas", name="Baristas", is_mentionable=True, member_count=1, created_at=now())
    group.save()
    GroupMembership(group=group, user_id=community.world.users["dora"].pk, since=now()).save()
    secret = MemberGroup(slug="insiders", name="Insiders", is_mentionable=True, visibility="staff", created_at=now())
    secret.save()
    community.ask("bob", body="@baristas?")
    assert Mention.objects.count() == 0
    community.ask("mo", body="@baristas and @insiders?")
    mention = Mention.objects.get()
    assert (mention.kind, list(list_named_users([mention.pk]))) == ("group", [community.world.users["dora"].pk])
    assert [target.name for target in complete_name(community.actor("mo"), "insi")] == []


def test_large_group_is_named_without_telling_each_of_its_members(community: Community) -> None:
    users = [community.world.users[name] for name in ("bob", "dora", "ben")]
    for slug, count in (("small", MOST_OF_A_GROUP), ("large", MOST_OF_A_GROUP + 1)):
        group = MemberGroup(slug=slug, name=slug, is_mentionable=True, member_count=count, created_at=now())
        group.save()
        GroupMembership.objects.bulk_create(GroupMembership(group=group, user_id=user.pk, since=now()) for user in users)
    community.ask("mo", body="@small and @large")
    named = {mention.name: list_named_users([mention.pk]) for mention in Mention.objects.all()}
    assert set(named["small"]) == {user.pk for user in users}
    assert named["large"] == []


def test_here_names_those_who_wrote_last_and_nobody_twice(community: Community) -> None:
    topic = community.ask("bob")
    for name in ("mo", "ben", "dora"):
        community.reply(topic, name)
    here = community.reply(topic, "mo", "What do you say, @here? And @dora?")
    named = {(mention.name, mention.target_id) for mention in Mention.objects.filter(post=here)}
    users = {name: community.world.users[name].pk for name in ("bob", "ben", "dora")}
    assert named == {("dora", users["dora"]), ("here", users["bob"]), ("here", users["ben"])}
    assert '<span class="mention mention-group">@here</span>' in here.html
    community.reply(topic, "amira")
    edit_post(actor=community.actor("mo"), post_id=here.pk, body="What do all of you say, @here?")
    assert set(Mention.objects.values_list("target_id", flat=True)) == {users["bob"], users["ben"]}
    new = community.reply(topic, "bob", "@here I do not know.")
    assert not Mention.objects.filter(post=new).exists()
    assert "mention" not in new.html


def test_links_pictures_and_votes_come_with_the_level_that_the_brand_says(community: Community) -> None:
    topic = community.ask("mo")
    link, picture = "See https://roasters.example/", "![cat](https://cats.example/c.png)"
    assert community.reply(topic, "bob", link)
    values = {"post_links": 1, "post_images": 2, "vote": 1}
    change_settings(actor=community.actor("alice"), section="abilities", values=values)
    others = ("[x](//roasters.example)", "[x](HTTPS://roasters.example/)")
    for body in (link, picture, *others):
        with pytest.raises(errors.LinksNotAllowedError):
            community.reply(topic, "bob", body)
    with pytest.raises(ForbiddenError):
        cast_vote(actor=community.actor("bob"), post_id=Post.objects.get(topic=topic, position=1).pk)
    own = community.reply(topic, "bob", f"See /t/{topic.slug}-{topic.number}/ `https://not.a.link.example`")
    with pytest.raises(errors.LinksNotAllowedError):
        edit_post(actor=community.actor("bob"), post_id=own.pk, body=link)
    with pytest.raises(errors.LinksNotAllowedError):
        community.ask("bob", body=link)
    assert community.reply(topic, "mo", link + "\n\n" + picture)


def test_staff_team_is_named_by_colleagues_alone(community: Community) -> None:
    from inbox.actions.organising import create_team

    create_team(actor=community.actor("alice"), name="Roastery")
    community.ask("bob", body="@roastery please")
    assert Mention.objects.count() == 0
    community.ask("ben", body="@roastery please")
    assert Mention.objects.get().kind == "team"
    assert [target.kind for target in complete_name(community.actor("ben"), "roas")] == ["team"]
    assert complete_name(community.actor("bob"), "roas") == []


def test_quotation_names_its_source_and_links_back(community: Community) -> None:
    source = community.ask("bob", title="Where is the tank?", body="Behind the **grid**.")
    post = Post.objects.get(topic=source)
    other = community.ask("dora", title="Leaking", body=quotation_of(post) + "Mine leaks there.")
    page = _html(community, None, other)
    assert "Bob in “Where is the tank?”" in page
    assert "Behind the <strong>grid</strong>." in page
    assert PostLink.objects.get().kind == "quote"
    assert [link.title for link in list_backlinks(community.actor("bob"), source)] == ["Leaking"]
    assert "Leaking" in _html(community, None, source)


def test_a_topic_that_points_here_often_hides_no_other(community: Community) -> None:
    source = community.ask("mo", title="Where is the tank?")
    link = f"See /t/{source.slug}-{source.number}/"
    community.ask("mo", title="Once", body=link)
    often = community.ask("mo", title="Often", body=link)
    for _ in range(30):
        community.reply(often, "mo", link)
    assert [found.title for found in list_backlinks(community.actor("bob"), source)] == ["Often", "Once"]


def test_page_in_another_language_is_made_of_what_its_texts_quote(community: Community) -> None:
    source = community.ask("ben", title="Merger with Globex")
    topic = community.ask("ben", title="News", body="So.")
    post = Post.objects.get(topic=topic)
    said = quotation_of(Post.objects.get(topic=source)) + "So."
    translate_post(actor=community.actor("mo"), post_id=post.pk, language="de", title="Neues", body=said)
    answer: Any = community.world.client().get(f"/de/t/neues-{topic.number}/")
    assert "Merger with Globex" in answer.content.decode()
    assert {f"topic:{source.pk}", f"topic:{topic.pk}"} <= answer.shown_subjects


@pytest.mark.parametrize("hide", ["topic", "post", "space", "space-later", "rules-later"])
def test_quotation_never_tells_of_what_a_reader_cannot_see(community: Community, hide: str) -> None:
    space = community.staff if hide == "space" else community.public
    source = community.ask("ben", space=space, title="Merger with Globex")
    reply = community.reply(source, "ben", "Not before May.")
    other = community.ask("ben", title="News", body=quotation_of(reply) + "So.")
    back = community.ask("ben", space=community.public, title="Plain")
    community.reply(source, "ben", f"See /t/{back.slug}-{back.number}/ too.")
    if hide == "topic":
        hide_topic(actor=community.actor("mo"), topic_id=source.pk, reason="early")
    if hide == "post":
        hide_post(actor=community.actor("mo"), post_id=reply.pk, reason="early")
    if hide.endswith("later"):
        # It stood where everybody could read it when it was quoted; the pages that quote it stay where they are.
        private = create_space(actor=community.actor("alice"), name="Board", slug="board")
        move_topic(actor=community.actor("alice"), topic_id=source.pk, space_id=private.pk)
        assert "Merger with Globex" in _html(community, None, other)
        assert "Merger with Globex" in _html(community, None, back)
        update_space(
            actor=community.actor("alice"), space_id=private.pk, visibility="custom" if hide == "rules-later" else "staff"
        )
    for reader in (None, "bob"):
        page = _html(community, reader, other)
        assert "Not before May." in page
        assert "Ben in" not in page
        assert f"/t/{source.slug}-{source.number}/" not in page
        if hide != "post":
            assert "Merger with Globex" not in page
            assert "Merger with Globex" not in _html(community, reader, back)
            assert f"/t/{source.slug}-{source.number}/" not in _html(community, reader, back)
    assert "Merger with Globex" in _html(community, "amira", other)


def test_quoting_what_one_cannot_see_leaves_no_trace(community: Community) -> None:
    secret = Post.objects.get(topic=community.ask("ben", space=community.staff, title="Secret"))
    topic = community.ask("bob", body=f"> [!quote post:{secret.pk}]\n> guess\n\nSo?")
    assert PostLink.objects.count() == 0
    assert "Secret" not in _html(community, "bob", topic)
    assert community.world.client("bob").get(f"/api/v1/posts/{secret.pk}/quotation").status_code == 404


def test_preview_is_what_the_post_will_show(community: Community) -> None:
    client, body = community.world.client("bob"), "Hi @dora :smile:\n\n| a |\n| --- |\n| ||b|| |\n\n<script>x</script>"
    html = client.post("/api/v1/preview", {"body": body}, "application/json").json()["html"]
    topic = community.ask("bob", body=body)
    assert html.strip() in _html(community, "bob", topic)
    assert "<script>x" not in html
    page = client.post("/ask/", {"body": body, "preview": "1"}).content.decode()
    assert html.strip() in page


def test_completion_offers_members_and_emoji(community: Community) -> None:
    client = community.world.client("bob")
    assert [item["name"] for item in client.get("/api/v1/names?q=do").json()["items"]] == ["dora"]
    assert client.get("/api/v1/emoji?q=smile").json()["items"][0]["character"] == "😄"
    assert community.world.client(None).get("/api/v1/names?q=do").status_code == 401


def test_a_text_full_of_links_is_read_in_no_time() -> None:
    from time import perf_counter

    from community.actions.referencing import _TOPIC

    begun = perf_counter()
    assert len(_TOPIC.findall("-/t/a-1/" * 12_000)) == 12_000
    assert perf_counter() - begun < 2
