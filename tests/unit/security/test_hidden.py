"""What was hidden, or stands in a space that is not open, shows nowhere: every way of reading is tried with a word of its own."""

from typing import Any

import pytest

from tests.unit.community.conftest import Community

WORD, SIGN = "Zwetschgendatschi", "Xylospongium"
"""What is searched for, and what stands beside it and must not be seen: a search shows the words that were asked for."""


def ways(topic: Any, person: str) -> list[str]:
    """Every address that shows topics, posts or counts of them to some reader."""
    path = f"/t/{topic.slug}-{topic.number}/"
    return [
        "/",
        "/s/machines/",
        "/s/machines/?list=unanswered",
        "/s/machines/?tag=zwetschge",
        "/s/lounge/",
        "/s/backstage/",
        "/s/machines/feed.atom",
        "/s/lounge/feed.atom",
        "/s/backstage/feed.atom",
        "/feed.atom",
        "/sitemap.xml",
        "/sitemaps/spaces.xml",
        "/sitemaps/topics-0.xml",
        "/tags/zwetschge/",
        "/tags/",
        "/topics/",
        "/topics/?list=new&tag=zwetschge",
        "/topics/feed.atom",
        "/tags/zwetschge/feed.atom",
        f"/search/?q={WORD}",
        f"/search/?q={WORD[:6]}",
        "/u/bob/",
        "/u/dora/",
        f"/u/{person}/",
        path,
        path + "?page=1",
        path + "?fragment=1&after=0",
        path + "?fragment=1&after=1",
        path + "feed.atom",
        "/api/v1/topics",
        "/api/v1/topics?tag=zwetschge",
        f"/api/v1/topics?q={WORD}",
        f"/api/v1/topics?space={topic.space_id}",
        f"/api/v1/topics/{topic.pk}",
        f"/api/v1/topics/{topic.pk}/posts",
        f"/api/v1/people/{person}/timeline",
        "/api/v1/spaces",
    ]


def _seen(community: Community, topic: Any, who: str | None) -> list[str]:
    from people.actions import person_of_actor

    client = community.world.client(who)
    person = str(person_of_actor(actor=community.actor("bob")).pk)
    return [address for address in ways(topic, person) if SIGN in client.get(address).content.decode()]


def test_hidden_topic_is_nowhere(community: Community) -> None:
    from community.actions.moderating import hide_topic

    topic = community.ask(title=f"About {WORD} {SIGN}", body=f"{WORD} {SIGN}?", tags=["zwetschge"])
    community.reply(topic, body=f"No {WORD}, but {SIGN}.")
    assert len(_seen(community, topic, None)) > 10, "the words are found while nothing is hidden"
    hide_topic(actor=community.actor("mo"), topic_id=topic.pk, reason="spam")
    for who in (None, "bob", "ben"):
        assert _seen(community, topic, who) == [], who


def test_hidden_reply_is_nowhere(community: Community) -> None:
    from community.actions.moderating import hide_post
    from community.actions.solutions import accept_solution

    topic = community.ask()
    post = community.reply(topic, name="bob", body=f"Eat {WORD} and {SIGN}.")
    accept_solution(actor=community.actor("bob"), topic_id=topic.pk, post_id=post.pk)
    assert len(_seen(community, topic, None)) > 3
    hide_post(actor=community.actor("mo"), post_id=post.pk, reason="off topic")
    for who in (None, "bob", "ben"):
        assert _seen(community, topic, who) == [], who
    page = community.world.client().get(f"/t/{topic.slug}-{topic.number}/").content.decode()
    assert '"answerCount":0' in page
    assert "acceptedAnswer" not in page


@pytest.mark.parametrize(
    ("space", "readers", "strangers"), [("members", ["dora", "ben"], [None]), ("staff", ["ben"], [None, "dora", "mo"])]
)
def test_space_that_is_not_open_shows_nothing(community: Community, space: str, readers: list[str], strangers: list[Any]) -> None:
    topic = community.ask("alice", space=getattr(community, space), title=f"About {WORD} {SIGN}", body=SIGN, tags=["zwetschge"])
    for who in readers:
        assert _seen(community, topic, who), who
    for who in strangers:
        assert _seen(community, topic, who) == [], who
        client = community.world.client(who)
        assert client.get(f"/t/{topic.slug}-{topic.number}/").status_code == 404
        assert getattr(community, space).name not in client.get("/").content.decode()
    # What machines fetch is kept and shared by strangers, so even a reader of the space does not find it there.
    for address in ("/feed.atom", "/sitemaps/topics-0.xml", "/sitemaps/spaces.xml", f"/t/{topic.slug}-{topic.number}/feed.atom"):
        assert SIGN not in community.world.client("alice").get(address).content.decode()


def test_address_of_a_hidden_topic_does_not_tell_its_words(community: Community) -> None:
    """The redirect to the right words must not come before the question whether one may read it."""
    from community.actions.moderating import hide_topic

    topic = community.ask(title=f"About {WORD}", body="x")
    hide_topic(actor=community.actor("mo"), topic_id=topic.pk, reason="spam")
    answer = community.world.client("dora").get(f"/t/x-{topic.number}/")
    assert answer.status_code == 404
    assert WORD.lower() not in str(answer.headers).lower()


def test_hidden_reply_cannot_be_answered_accepted_voted_or_edited(community: Community) -> None:
    from community.actions.moderating import hide_post

    topic = community.ask()
    post = community.reply(topic, name="bob")
    hide_post(actor=community.actor("mo"), post_id=post.pk, reason="")
    bob, dora = community.world.client("bob"), community.world.client("dora")
    json = "application/json"
    assert bob.patch(f"/api/v1/posts/{post.pk}", {"body": "back"}, content_type=json).status_code == 404
    assert dora.put(f"/api/v1/posts/{post.pk}/vote", {}, content_type=json).status_code == 404
    assert bob.put(f"/api/v1/topics/{topic.pk}/solution", {"post_id": str(post.pk)}, content_type=json).status_code == 400
    body = {"id": "018f0000-0000-7000-8000-000000000001", "body": "re", "reply_to": str(post.pk)}
    assert dora.post(f"/api/v1/topics/{topic.pk}/posts", body, content_type=json).status_code == 400
    assert bob.get(f"/posts/{post.pk}/edit/").status_code == 404
    for verb in ("hide", "restore"):
        assert bob.post(f"/posts/{post.pk}/moderation/", {"verb": verb}).status_code == 404
