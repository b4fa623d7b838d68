"""Pages as readers get them: every role, with and without rights, without JavaScript."""

import re
from datetime import timedelta
from typing import Any

import pytest

from community.actions.moderating import hide_post, hide_topic
from community.actions.solutions import accept_solution
from community.actions.tagging import create_tag
from community.addresses import REPLIES_PER_PAGE
from community.models import Post, Topic, Vote
from kernel.clock import now
from kernel.ids import uuid7
from tests.unit.community.conftest import Community


def _path(topic: Any, extra: str = "") -> str:
    return f"/t/{topic.slug}-{topic.number}/{extra}"


@pytest.mark.parametrize(
    ("reader", "seen"),
    [(None, {"public"}), ("bob", {"public", "members"}), ("mo", {"public", "members"}), ("ben", {"public", "members", "staff"})],
    ids=["anonymous", "member", "moderator", "agent"],
)
def test_each_reader_sees_their_spaces_and_no_others(community: Community, reader: str | None, seen: set[str]) -> None:
    client = community.world.client(reader)
    for kind in ("public", "members", "staff"):
        space = getattr(community, kind)
        topic = community.ask("ben", space=space, title=f"Secret of {kind}")
        expected = 200 if kind in seen else 404
        assert client.get(f"/s/{space.slug}/").status_code == expected
        assert client.get(_path(topic)).status_code == expected
        assert (f"Secret of {kind}" in client.get("/").content.decode()) == (kind in seen)
        assert (f"<mark>Secret</mark> of {kind}" in client.get("/search/?q=secret").content.decode()) == (kind in seen)


def test_grant_opens_a_space_for_one_person(community: Community) -> None:
    from access.grants import grant

    topic = community.ask("ben", space=community.staff)
    client = community.world.client("bob")
    assert client.get(_path(topic)).status_code == 404
    grant(actor=community.actor("alice"), user=community.world.users["bob"], permission="view_space", container=community.staff)
    assert client.get(_path(topic)).status_code == 200
    assert client.post(f"/t/{topic.number}/reply/", {"body": "Me too"}).status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_brand_answers_404_for_everything(community: Community, method: str) -> None:
    topic = community.ask()
    reply = community.reply(topic)
    client = community.world.client("charlie")
    addresses = [
        (_path(topic), "get"),
        (_path(topic, "feed.atom"), "get"),
        ("/s/machines/", "get"),
        ("/s/machines/feed.atom", "get"),
        (f"/posts/{reply.pk}/edit/", "get"),
        (f"/t/{topic.number}/reply/", "post"),
        (f"/t/{topic.number}/solution/", "post"),
        (f"/t/{topic.number}/moderation/", "post"),
        (f"/posts/{reply.pk}/vote/", "post"),
        (f"/posts/{reply.pk}/edit/", "post"),
        (f"/posts/{reply.pk}/moderation/", "post"),
    ]
    for address, wanted in addresses:
        if wanted == method:
            answer = getattr(client, method)(address, {"verb": "hide", "reason": "x", "body": "x", "value": "1"})
            assert answer.status_code == 404, address
    assert (Topic.objects.get().reply_count, Vote.objects.count()) == (1, 0)


def test_old_words_in_an_address_lead_to_the_new_ones(community: Community) -> None:
    topic = community.ask()
    answer = community.world.client().get(f"/t/old-title-{topic.number}/")
    assert (answer.status_code, answer["Location"]) == (301, _path(topic))


def test_title_in_any_script_makes_an_address(community: Community) -> None:
    topic = community.ask(title="コーヒーメーカーの 洗い方")
    client = community.world.client()
    assert client.get(_path(topic)).status_code == 200
    assert client.get(f"/t/topic-{topic.number}/").status_code == 301


def test_the_board_of_ideas_leads_to_a_form_for_an_idea(community: Community) -> None:
    client = community.world.client("bob")
    assert b'<option value="idea" selected>' in client.get("/ask/?kind=idea").content
    assert b"selected>Idea" not in client.get("/ask/?kind=nonsense").content


def test_space_that_takes_nothing_of_a_members_is_not_offered_to_them(community: Community) -> None:
    from community.actions.spaces import create_space, update_space

    alice = community.actor("alice")
    for name, kind in (("News", "announcement"), ("Handbook", "article")):
        update_space(actor=alice, space_id=create_space(actor=alice, name=name, slug=kind).pk, kinds=[kind])
    offered = {name: community.world.client(name).get("/ask/").content.decode() for name in ("bob", "ben")}
    assert [">News<" in offered[name] for name in ("bob", "ben")] == [False, True]
    assert not any(">Handbook<" in page for page in offered.values())


def test_form_begins_with_a_space_and_a_kind_that_fit_each_other(community: Community) -> None:
    from community.actions.spaces import create_space, update_space

    alice, client = community.actor("alice"), community.world.client("bob")
    talk = create_space(actor=alice, name="Talk", slug="talk", position=-1)
    update_space(actor=alice, space_id=talk.pk, kinds=["discussion"])

    def begins_with(address: str) -> tuple[str, str]:
        space, kind = re.findall(r'<option value="([^"]+)" selected>', client.get(address).content.decode())[:2]
        return space, kind

    assert begins_with("/ask/") == (str(community.members.pk), "question")
    assert begins_with("/ask/?space=talk") == (str(talk.pk), "discussion")
    assert begins_with("/ask/?kind=discussion") == (str(talk.pk), "discussion")
    assert begins_with("/ask/?space=talk&kind=idea") == (str(talk.pk), "idea")


def test_asking_and_replying_work_by_plain_forms_and_twice_is_once(community: Community) -> None:
    for name in ("noise", "night"):
        create_tag(actor=community.actor("alice"), name=name)
    client = community.world.client("bob")
    assert b'name="id"' in client.get("/ask/?space=machines").content
    form = {
        "id": str(uuid7()),
        "space": str(community.public.pk),
        "title": "Is it loud?",
        "body": "I sleep **lightly**.",
        "tags": "noise, night",
    }
    first, second = client.post("/ask/", form), client.post("/ask/", form)
    topic = Topic.objects.get()
    assert [first["Location"], second["Location"]] == [_path(topic)] * 2
    page = client.get(_path(topic)).content.decode()
    assert "<strong>lightly</strong>" in page
    assert 'href="/tags/noise/"' in page
    reply = {"id": str(uuid7()), "body": "It is."}
    for _ in range(2):
        assert client.post(f"/t/{topic.number}/reply/", reply)["Location"] == _path(topic, "#post-2")
    assert Post.objects.filter(topic=topic).count() == 2


def test_text_that_does_not_fit_is_shown_again_with_the_reason(community: Community) -> None:
    client = community.world.client("bob")
    answer = client.post(
        "/ask/", {"space": str(community.public.pk), "title": "Kept title", "body": "Kept body", "tags": "a b c d e f"}
    )
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Kept title" in page
    assert "Kept body" in page
    assert "field-error" in page
    topic = community.ask()
    answer = client.post(f"/t/{topic.number}/reply/", {"body": "   \n"})
    assert answer.status_code == 400
    assert topic.title in answer.content.decode()


def test_strangers_are_sent_to_sign_in(community: Community) -> None:
    topic = community.ask()
    client = community.world.client()
    for address in ("/ask/", f"/t/{topic.number}/reply/"):
        answer = client.post(address, {"body": "x"})
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/login/")


def test_solution_is_shown_at_the_top_and_in_its_place(community: Community) -> None:
    topic = community.ask("bob")
    reply = community.reply(topic, "ben", "Hold both buttons.", origin="desk")
    client = community.world.client("bob")
    assert client.post(f"/t/{topic.number}/solution/", {"post": str(reply.pk)}).status_code == 302
    page = client.get(_path(topic)).content.decode()
    assert page.index('id="solution"') < page.index('id="post-2"')
    assert "Staff · Support" in page
    assert client.post(f"/t/{topic.number}/solution/", {}).status_code == 302
    assert 'id="solution"' not in client.get(_path(topic)).content.decode()
    assert client.post(f"/t/{topic.number}/solution/", {"post": "nonsense"}).status_code == 400


def test_hidden_posts_and_topics_are_for_moderators(community: Community) -> None:
    topic = community.ask("bob")
    spam = community.reply(topic, "dora", "Buy my pills")
    mo = community.actor("mo")
    hide_post(actor=mo, post_id=spam.pk, reason="spam")
    for reader, seen in ((None, False), ("bob", False), ("mo", True)):
        client = community.world.client(reader)
        assert ("Buy my pills" in client.get(_path(topic)).content.decode()) == seen
        assert ("Buy my pills" in client.get(_path(topic, "?fragment=1&after=1")).content.decode()) == seen
        assert ("Buy my pills" in client.get("/search/?q=pills").content.decode()) is False
    hide_topic(actor=mo, topic_id=topic.pk, reason="x")
    assert community.world.client("bob").get(_path(topic)).status_code == 404
    assert community.world.client("mo").get(_path(topic)).status_code == 200


def test_moderator_hides_by_form_and_members_may_not(community: Community) -> None:
    topic = community.ask("bob")
    reply = community.reply(topic)
    form = {"verb": "hide", "reason": "rude"}
    assert community.world.client("bob").post(f"/posts/{reply.pk}/moderation/", form).status_code == 403
    assert community.world.client("mo").post(f"/posts/{reply.pk}/moderation/", form).status_code == 302
    assert Post.objects.get(pk=reply.pk).hidden_at is not None
    assert community.world.client("mo").post(f"/t/{topic.number}/moderation/", {"verb": "explode"}).status_code == 400


def test_edit_page_keeps_mine_when_somebody_was_faster(community: Community) -> None:
    from community.actions.editing import edit_post

    reply = community.reply(community.ask("bob"), "dora")
    client = community.world.client("dora")
    assert "Use vinegar." in client.get(f"/posts/{reply.pk}/edit/").content.decode()
    edit_post(actor=community.actor("mo"), post_id=reply.pk, body="Moderated.")
    answer = client.post(f"/posts/{reply.pk}/edit/", {"body": "Mine", "version": "1"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Mine</textarea>" in page
    assert "<del>Moderated" in page
    assert 'name="version" value="2"' in page
    assert client.post(f"/posts/{reply.pk}/edit/", {"body": "Mine", "version": "2"}).status_code == 302
    assert community.world.client("bob").get(f"/posts/{reply.pk}/edit/").status_code == 403


def test_long_topic_has_pages_with_addresses_that_stay(community: Community) -> None:
    topic = community.ask("bob")
    for number in range(REPLIES_PER_PAGE + 3):
        community.reply(topic, "dora", f"Answer {number}")
    client = community.world.client()
    first, second = client.get(_path(topic)).content.decode(), client.get(_path(topic, "?page=2")).content.decode()
    assert ("Answer 24" in first, "Answer 25" in first) == (True, False)
    assert ("Answer 25" in second, "Answer 24" in second) == (True, False)
    assert 'rel="next"' in first
    assert f'{_path(topic, "?page=2")}"' in second
    assert client.get(_path(topic, "?page=3")).status_code == 404
    assert client.get(_path(topic, "?page=nonsense")).status_code == 200
    assert (
        community.world.client("bob").post(f"/t/{topic.number}/reply/", {"body": "Last"})["Location"].endswith("?page=2#post-30")
    )


def test_lists_page_by_cursor_without_gap_or_double(community: Community) -> None:
    start = now() - timedelta(days=2)
    for number in range(30):
        community.ask(title=f"Topic {number:02}", at=start + timedelta(minutes=number))
    client = community.world.client()
    first = client.get("/s/machines/").content.decode()
    cursor = first.split('rel="next" href="?cursor=')[1].split('"')[0]
    second = client.get(f"/s/machines/?cursor={cursor}").content.decode()
    titles = [f"Topic {number:02}" for number in range(30)]
    assert [t in first for t in titles] == [False] * 5 + [True] * 25
    assert [t in second for t in titles] == [True] * 5 + [False] * 25
    assert client.get("/s/machines/?cursor=rubbish").status_code == 400


def test_filters_show_what_they_say(community: Community) -> None:
    solved = community.ask(title="Solved one", tags=["kettle"])
    reply = community.reply(solved)
    accept_solution(actor=community.actor("bob"), topic_id=solved.pk, post_id=reply.pk)
    community.reply(community.ask(title="Answered one"))
    community.ask(title="Lonely one")
    client = community.world.client()

    def shown(query: str) -> list[str]:
        main = client.get(f"/s/machines/?{query}").content.decode().split('class="topic-list"')[-1]
        return [name for name in ("Solved one", "Answered one", "Lonely one") if name in main]

    assert shown("solved=yes") == ["Solved one"]
    assert shown("list=unsolved") == ["Answered one", "Lonely one"]
    assert shown("list=unanswered") == ["Lonely one"]
    assert shown("tag=kettle") == ["Solved one"]
    assert "Solved one" in client.get("/tags/kettle/").content.decode()


def test_profile_shows_what_the_reader_may_see(community: Community) -> None:
    community.ask("bob", title="Open question")
    community.ask("bob", space=community.members, title="Private question")
    public, member = community.world.client().get("/u/bob/"), community.world.client("dora").get("/u/bob/")
    assert ("Open question" in public.content.decode(), "Private question" in public.content.decode()) == (True, False)
    assert "Private question" in member.content.decode()
    assert community.world.client().get("/u/nobody/").status_code == 404
    assert community.world.client().get("/u/bob@acme.example/").status_code == 404
    assert community.world.client("mo").get("/u/mo/").status_code == 200


def test_vote_by_form(community: Community) -> None:
    reply = community.reply(community.ask("bob"), "dora")
    client = community.world.client("bob")
    client.post(f"/posts/{reply.pk}/vote/", {"value": "1"})
    assert Post.objects.get(pk=reply.pk).score == 1
    client.post(f"/posts/{reply.pk}/vote/", {"value": "0"})
    assert Post.objects.get(pk=reply.pk).score == 0


def test_language_form_is_accepted_from_the_brands_own_pages_alone(community: Community) -> None:
    client = community.world.client()
    answer = client.post("/i18n/language/", {"language": "ar", "next": "/"}, headers={"Origin": "http://acme.localhost"})
    assert answer.status_code == 302
    assert 'dir="rtl"' in client.get("/").content.decode()
    answer = client.post("/i18n/language/", {"language": "de"}, headers={"Origin": "http://evil.example"})
    assert answer.status_code == 403


def test_reader_without_account_gets_no_cookie(community: Community) -> None:
    topic = community.ask()
    client = community.world.client()
    for address in ("/", "/s/machines/", _path(topic), "/search/?q=x"):
        assert not client.get(address).cookies, address


def test_a_page_that_is_not_there_says_so_in_its_title(community: Community) -> None:
    answer = community.world.client().get("/nothing/")
    assert (answer.status_code, "<title>There is nothing at this address · " in answer.content.decode()) == (404, True)
