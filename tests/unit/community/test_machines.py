"""Feeds, sitemaps, robots, structured data: whole, valid, and for public eyes alone; and what pages cost."""

import base64
import hashlib
import html
import json
import re
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.actions.moderating import hide_post, hide_topic
from community.actions.profiling import change_member_profile
from community.actions.solutions import accept_solution
from tests.unit.community.conftest import Community

ATOM, MAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"


LISTS = [
    ("/", ""),
    ("/topics/", ""),
    *(("/topics/", f"?list={name}") for name in ("new", "hot", "unanswered", "unsolved", "top&period=month")),
    ("/s/machines/", ""),
    ("/tags/espresso/", ""),
    ("/ideas/", ""),
    ("/s/machines/ideas/", "?order=new"),
    ("/kb/", ""),
    ("/kb/machines/", ""),
    ("/search/", "?q=wish"),
    ("/u/ben/", ""),
    ("/u/ben/", "?tab=topics"),
]


def _path(topic: Any, extra: str = "") -> str:
    return f"/t/{topic.slug}-{topic.number}/{extra}"


@pytest.fixture
def secrets(community: Community) -> list[str]:
    """Words that stand in hidden, members' and staff's texts only."""
    community.ask("ben", space=community.members, title="Membersword", body="Membersword")
    community.ask("ben", space=community.staff, title="Staffword", body="Staffword")
    hidden = community.ask("bob", title="Hiddentopic", body="Hiddentopic")
    hide_topic(actor=community.actor("mo"), topic_id=hidden.pk, reason="x")
    topic = community.ask("bob", title="Open topic", body="Open text")
    reply = community.reply(topic, "dora", "Hiddenreply")
    hide_post(actor=community.actor("mo"), post_id=reply.pk, reason="x")
    community.reply(topic, "ben", "Openreply")
    return ["Membersword", "Staffword", "Hiddentopic", "Hiddenreply"]


@pytest.mark.parametrize("reader", [None, "ben", "mo"])
def test_nothing_secret_in_what_machines_fetch(community: Community, secrets: list[str], reader: str | None) -> None:
    from community.models import Topic

    topic = Topic.objects.get(title="Open topic")
    client = community.world.client(reader)
    client.defaults["REMOTE_ADDR"] = "192.0.2.8"  # the others' searches are counted elsewhere
    feeds = [
        f"{path}feed.{form}{query}"
        for form in ("atom", "json")
        for path, query in [
            *LISTS,
            (_path(topic), ""),
            *((f"/u/{name}/", f"?tab={tab}") for name in ("ben", "bob", "dora") for tab in ("all", "replies")),
            *(("/search/", f"?q={word}") for word in secrets),
        ]
    ]
    for address in (*feeds, "/sitemap.xml", "/sitemaps/spaces.xml", "/sitemaps/topics-0.xml", "/robots.txt"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        text = _without_its_address(answer.content.decode(), address)
        assert not [word for word in [*secrets, "lounge", "backstage"] if word.lower() in text.lower()], address
    private = ["/s/lounge/", "/s/backstage/", "/s/lounge/ideas/", "/kb/backstage/"]
    private += [_path(Topic.objects.get(title=title)) for title in ("Staffword", "Hiddentopic")]
    for form in ("atom", "json"):
        for path in private:
            assert client.get(f"{path}feed.{form}").status_code == 404, path


def _without_its_address(text: str, address: str) -> str:
    """What was looked for may stand in the feed's own address and name."""
    word = address.partition("?q=")[2]
    return re.sub(rf"(?:\?q={word})|(?:{word} · )", "", text) if word else text


def test_anonymous_pages_show_nothing_secret(community: Community, secrets: list[str]) -> None:
    client = community.world.client()
    for address in ("/", "/s/machines/", "/u/ben/", "/u/bob/", "/u/dora/", *(f"/search/?q={word}" for word in secrets)):
        text = client.get(address).content.decode().replace("?q=", "").replace('value="', "")
        shown = re.sub(r"<(input|title|link|a)[^>]*>[^<]*", "", text)
        assert not [word for word in secrets if word in shown], address


def test_feed_is_atom_with_absolute_links(community: Community) -> None:
    topic = community.ask(title="Tea & <coffee>", body="*Both*")
    community.reply(topic, "ben", "Indeed")
    feed = fromstring(community.world.client().get("/feed.atom").content)
    entry = feed.find(f"{ATOM}entry")
    assert (feed.tag, entry.findtext(f"{ATOM}title")) == (f"{ATOM}feed", "Tea & <coffee>")
    assert entry.find(f"{ATOM}link").get("href") == f"http://acme.localhost{_path(topic)}"
    assert "<em>Both</em>" in entry.findtext(f"{ATOM}content")
    posts = fromstring(community.world.client().get(_path(topic, "feed.atom")).content)
    assert [e.find(f"{ATOM}link").get("href").rpartition("#")[2] for e in posts.findall(f"{ATOM}entry")] == ["post-2", "post-1"]


@pytest.mark.parametrize(("path", "query"), LISTS, ids=lambda value: value or "plain")
def test_every_list_names_its_feeds_and_both_say_the_same(community: Community, path: str, query: str) -> None:
    community.ask("ben", title="First", body="*One*", tags=["espresso"])
    community.ask("ben", title="Wish", body="Please", kind="idea")
    client = community.world.client()
    client.defaults["REMOTE_ADDR"] = "192.0.2.7"  # the others' searches are counted elsewhere
    page = client.get(path + query).content.decode()
    found = dict(re.findall(r'<link rel="alternate" type="application/(atom|feed)\+(?:xml|json)"[^>]* href="([^"]*)"', page))
    assert sorted(found) == ["atom", "feed"]
    atom = fromstring(client.get(html.unescape(found["atom"])).content)
    answer = client.get(html.unescape(found["feed"]))
    assert answer["Content-Type"] == "application/feed+json; charset=utf-8"
    feed = answer.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://acme.localhost" + html.unescape(found["feed"])
    assert [item["id"] for item in feed["items"]] == [entry.findtext(f"{ATOM}id") for entry in atom.findall(f"{ATOM}entry")]
    assert feed["title"] == atom.findtext(f"{ATOM}title")
    for item in feed["items"]:
        assert set(item) <= {
            "id",
            "url",
            "title",
            "content_html",
            "date_published",
            "date_modified",
            "authors",
            "language",
            "tags",
        }
        assert item["url"].startswith("http://acme.localhost/t/")


def test_json_feed_holds_posts_of_a_topic_and_of_a_member(community: Community) -> None:
    topic = community.ask("bob", title="Tea & <coffee>", body="*Both*")
    community.reply(topic, "ben", "Indeed")
    client = community.world.client()
    posts = client.get(_path(topic, "feed.json")).json()["items"]
    assert [item["url"].rpartition("#")[2] for item in posts] == ["post-2", "post-1"]
    assert (posts[1]["title"], posts[1]["authors"]) == ("Tea & <coffee>", [{"name": "Bob"}])
    assert "<em>Both</em>" in posts[1]["content_html"]
    assert [item["url"].rpartition("#")[2] for item in client.get("/u/ben/feed.json").json()["items"]] == ["post-2"]
    assert client.get("/u/ben/feed.json?tab=topics").json()["items"] == []
    assert client.get("/u/nobody/feed.json").status_code == 404


def test_a_members_feed_is_empty_when_they_hide_what_they_do(community: Community) -> None:
    community.ask("bob", title="Seen", body="Seen")
    change_member_profile(actor=community.actor("bob"), hides_activity=True)
    for client in (community.world.client(), community.world.client("bob")):
        assert client.get("/u/bob/feed.json").json()["items"] == []


def test_sitemap_index_leads_to_every_public_topic(community: Community) -> None:
    topics = [community.ask(title=f"Topic {number}") for number in range(3)]
    client = community.world.client()
    index = fromstring(client.get("/sitemap.xml").content)
    found: set[str] = set()
    for page in index.iter(f"{MAP}loc"):
        found |= {
            str(loc.text)
            for loc in fromstring(client.get(page.text.removeprefix("http://acme.localhost")).content).iter(f"{MAP}loc")
        }
    assert found == {"http://acme.localhost/", "http://acme.localhost/s/machines/"} | {
        f"http://acme.localhost{_path(t)}" for t in topics
    }
    assert client.get("/sitemaps/topics-7.xml").status_code == 404


def _structured(page: str) -> dict[str, Any] | None:
    found = re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.DOTALL)
    return json.loads(found[1]) if found else None


def test_question_page_carries_valid_qa_data(community: Community) -> None:
    topic = community.ask("bob", title="</script><script>alert(1)</script>", body="Why?")
    first, best = community.reply(topic, "dora", "Maybe."), community.reply(topic, "ben", "Because & so.")
    accept_solution(actor=community.actor("bob"), topic_id=topic.pk, post_id=best.pk)
    page = community.world.client().get(_path(topic)).content.decode()
    data = _structured(page)
    assert data is not None
    question = data["mainEntity"]
    assert (data["@type"], question["name"], question["answerCount"]) == ("QAPage", topic.title, 2)
    assert question["acceptedAnswer"]["text"] == "Because & so."
    assert question["acceptedAnswer"]["url"] == f"http://acme.localhost{_path(topic)}#post-3"
    assert [answer["url"].rpartition("#")[2] for answer in question["suggestedAnswer"]] == [f"post-{first.position}"]
    assert "<script>alert(1)" not in page


def test_only_public_questions_carry_qa_data(community: Community) -> None:
    client = community.world.client("ben")
    assert _structured(client.get(_path(community.ask("ben", kind="discussion"))).content.decode()) is None
    assert _structured(client.get(_path(community.ask("ben", space=community.members))).content.decode()) is None


def test_page_names_itself_and_describes_its_question(community: Community) -> None:
    topic = community.ask(body="The *light* blinks.")
    page = community.world.client().get(_path(topic)).content.decode()
    assert f'<link rel="canonical" href="http://acme.localhost{_path(topic)}">' in page
    assert '<meta name="description" content="The light blinks.">' in page


def test_pages_keep_a_strict_policy_without_a_nonce_so_that_they_can_be_kept(community: Community) -> None:
    answer = community.world.client().get(_path(community.ask()))
    policy, page = answer["Content-Security-Policy"], answer.content.decode()
    assert "unsafe-inline" not in policy
    assert "nonce" not in policy
    for css in re.findall(r"<style>([^<]*)</style>", page):
        digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert all("src=" in tag or "ld+json" in tag for tag in re.findall(r"<script\b[^>]*>", page))
    assert not re.search(r"<[^>]+\s(on\w+|style)=", page)


def _cost(client: Any, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    # Being seen is noted in the session and hosts are looked up now and then, which has nothing to do with the page.
    now_and_then = ("accounts_session", "tenants_resolve_host", "brand_settings_brandsetting")
    return sum(not any(name in query["sql"] for name in now_and_then) for query in queries)


@pytest.mark.parametrize("reader", [None, "dora", "mo"])
def test_pages_cost_the_same_whatever_they_show(community: Community, reader: str | None) -> None:
    topic = community.ask("bob", tags=["one"])
    accept_solution(actor=community.actor("bob"), topic_id=topic.pk, post_id=community.reply(topic, "ben", "One filter").pk)
    for name in ("dora", "mo", "bob"):  # enough hits that misspellings are not tried, and everybody has written once
        community.ask(name, title="A filter", tags=["one"])
    client = community.world.client(reader)
    addresses = ["/", "/s/machines/", "/tags/one/", "/search/?q=filter", "/u/ben/", _path(topic), _path(topic, "?fragment=1&after=1"), "/feed.atom"]  # fmt: skip
    before = {address: _cost(client, address) for address in addresses}
    for number in range(12):
        more = community.ask(["bob", "dora", "mo"][number % 3], title=f"Filter {number}", tags=["one", f"tag{number}"])
        community.reply(more, "ben", "A filter")
        community.reply(topic, ["bob", "dora", "alice", "mo"][number % 4], "One more filter")
    assert {address: _cost(client, address) for address in addresses} == before
    assert max(before.values()) <= (16 if reader is None else 26), before
