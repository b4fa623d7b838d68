"""The community on a brand's own site: comments and the question box, framed by the sites that the brand named alone."""

import pytest

from brand_settings.actions import change_settings
from community.actions.embedding import comment_on_page, page_url
from community.errors import NotEmbeddableError
from community.models.embed import EmbeddedPage
from community.models.post import Post
from community.models.topic import Topic
from tests.unit.community.conftest import Community

PAGE = "https://www.acme.example/blog/filters?utm=1#top"


@pytest.fixture
def embedded(community: Community) -> Community:
    values = {
        "sites": ["https://www.acme.example"],
        "space": community.public.slug,
        "comments": True,
        "question_box": True,
        "host": str(community.actor("alice").user_id),
    }
    change_settings(actor=community.actor("alice"), section="embedding", values=values)
    return community


def test_the_first_comment_begins_the_topic_and_later_ones_join_it(embedded: Community) -> None:
    first = comment_on_page(actor=embedded.actor("bob"), url=PAGE, title="Filters", body="Very useful.")
    second = comment_on_page(
        actor=embedded.actor("dora"), url="https://www.acme.example/blog/filters", title="Other", body="Indeed."
    )
    assert first.topic_id == second.topic_id
    topic = Topic.objects.get(pk=first.topic_id)
    assert (topic.title, topic.kind, topic.reply_count, EmbeddedPage.objects.count()) == ("Filters", "discussion", 2, 1)
    frame = embedded.world.client().get("/embed/comments/", {"url": PAGE}).content.decode()
    assert "Very useful." in frame
    assert "Indeed." in frame


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/blog",
        "https://www.acme.example.evil.example/blog",
        "https://www.acme.example@evil.example/blog",
        "http://www.acme.example/blog",
        "https://evilwww.acme.example/",
        "javascript:alert(1)",
        "https://[",
        "",
    ],
)
def test_other_sites_have_no_comments(embedded: Community, url: str) -> None:
    with pytest.raises(NotEmbeddableError):
        page_url(url)
    assert embedded.world.client().get("/embed/comments/", {"url": url}).status_code == 404


def test_named_sites_alone_may_frame_the_frames_and_nothing_else(embedded: Community) -> None:
    client = embedded.world.client()
    for address in (f"/embed/comments/?url={PAGE}", "/embed/ask/?q=filter"):
        answer = client.get(address)
        assert "frame-ancestors https://www.acme.example" in answer["Content-Security-Policy"]
        assert "X-Frame-Options" not in answer
    page = client.get("/")
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"


def test_the_question_box_finds_and_leads_to_asking(embedded: Community) -> None:
    embedded.ask(title="How do I clean the filter?")
    frame = embedded.world.client().get("/embed/ask/", {"q": "filter"}).content.decode()
    assert "clean the" in frame
    assert "/ask/?title=filter" in frame


def test_writing_happens_in_the_communitys_own_window(embedded: Community) -> None:
    assert embedded.world.client().get("/embed/write/", {"url": PAGE}).status_code == 302
    client = embedded.world.client("bob")
    answer = client.post(f"/embed/write/?url={PAGE.partition('?')[0]}&title=Filters", {"body": "Thanks for this article."})
    assert answer.status_code == 302
    assert Topic.objects.get(title="Filters").reply_count == 1


def test_it_is_off_until_a_brand_turns_it_on(community: Community) -> None:
    client = community.world.client()
    assert client.get("/embed/comments/", {"url": PAGE}).status_code == 404
    assert client.get("/embed/ask/").status_code == 404


def test_an_address_puts_no_words_into_the_brands_mouth(embedded: Community) -> None:
    url = "https://www.acme.example/x> [Sign in again](https://evil.example) @bob"
    post = comment_on_page(actor=embedded.actor("bob"), url=url, title="Filters", body="Hello.")
    first = Post.objects.get(topic=post.topic, position=1)
    assert first.author_id != post.author_id
    assert 'href="https://evil.example' not in first.html
    assert "/u/bob" not in first.html
