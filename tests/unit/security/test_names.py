"""What people call themselves and their questions stands among the words of others, in documents of ours."""

from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.unit.community.conftest import Community
from tests.worlds import World

BENT = "Bob\u202e\u2066 nomdA\x0b\uffff\n"


def test_name_is_one_line_that_turns_nothing_around(world: World) -> None:
    client = world.client("bob")
    assert client.patch("/api/v1/me", {"name": BENT}, content_type="application/json").json()["user"]["name"] == "Bob nomdA"
    client.post("/account/", {"name": BENT.replace("Bob", "Rob"), "language": "", "time_zone": ""})
    assert client.get("/api/v1/me").json()["user"]["name"] == "Rob nomdA"


@pytest.mark.parametrize("name", ["\u200b", "\u202e", " \u2800 ", "\u3164", "\u200d\ufe0f"])
def test_name_of_which_nothing_is_seen_is_none(world: World, name: str) -> None:
    client = world.client("bob")
    assert client.patch("/api/v1/me", {"name": name}, content_type="application/json").status_code == 400
    assert client.post("/account/", {"name": name, "language": "", "time_zone": ""}).status_code == 200  # shown again
    assert client.get("/api/v1/me").json()["user"]["name"] == "Bob"


@pytest.mark.parametrize("name", ["נועה לוי", "علی‌رضا", "Ana 👩‍💻", "O’Neill-Åström", "王小明"])
def test_names_of_every_script_stay_as_they_are(world: World, name: str) -> None:
    answer = world.client("bob").patch("/api/v1/me", {"name": name}, content_type="application/json")
    assert answer.json()["user"]["name"] == name


def test_no_text_breaks_the_feed(community: Community, anonymous: Any) -> None:
    community.world.client("bob").patch("/api/v1/me", {"name": "Bob \x0b\ufffe<b>"}, content_type="application/json")
    topic = community.ask(title="A\x0b\uffff]]> & <i>\ufffe", body="x \x0b\uffff \ufffe &#11; &#xFFFF; ]]>\n\n`\x1f`")
    community.reply(topic, body="\x02 y &#x1f; \ufdd0 \U0001ffff")
    client = community.world.client()
    path = f"/t/{topic.slug}-{topic.number}/"
    for address in ("/feed.atom", "/s/machines/feed.atom", path + "feed.atom", "/sitemaps/topics-0.xml", "/sitemap.xml"):
        answer = client.get(address)
        assert answer.status_code == 200
        ET.fromstring(answer.content)  # noqa: S314 - our own document


ACTIVE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'`${7*7}{{7*7}}"


def test_no_text_of_a_person_acts_on_any_page(community: Community) -> None:
    """Every page that shows a name, a title, a tag or a text shows this one as text."""
    from community.actions.solutions import accept_solution
    from community.actions.spaces import update_space

    update_space(actor=community.actor("alice"), space_id=community.public.pk, name=ACTIVE[:120], description=ACTIVE)
    for name in ("bob", "dora"):
        community.world.client(name).patch("/api/v1/me", {"name": ACTIVE}, content_type="application/json")
    topic = community.ask(
        title=ACTIVE, body=ACTIVE + "\n\n[a](javascript:alert(1)) ![b](data:text/html,x) <a href='javascript:x'>c</a>"
    )
    post = community.reply(topic, body="> " + ACTIVE + "\n\n[x](<javascript:alert(1)>) [y](vbscript:z) [z](\x01javascript:q)")
    accept_solution(actor=community.actor("bob"), topic_id=topic.pk, post_id=post.pk)
    path = f"/t/{topic.slug}-{topic.number}/"
    pages = [
        "/",
        "/s/machines/",
        path,
        path + "?fragment=1&after=1",
        "/u/bob/",
        "/u/dora/",
        "/search/?q=alert",
        "/ask/?title=" + ACTIVE,
    ]
    for who in (None, "bob", "alice"):
        for page in pages:
            html = community.world.client(who).get(page).content.decode()
            assert "<script>alert" not in html, page
            assert "<img src=x" not in html, page
            assert 'href="javascript:' not in html, page
            assert 'href="vbscript:' not in html, page
    search = community.world.client().get("/search/", {"q": ACTIVE}).content.decode()
    assert "<script>alert" not in search
    assert "<img src=x" not in search
