"""Cards of linked pages, read from a real site on loopback that the test opens by name."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from brand_settings.actions import change_settings
from files.actions.previewing import want_previews
from files.models import LinkPreview, Upload
from files.opengraph import read_head
from files.queries.previews import get_previews, list_waiting, most_previews
from files.reading import read_linked_page
from kernel.actor import Actor, system_actor
from kernel.clock import now
from kernel.markdown.cards import preview_key
from tests.plugin import TENANTS
from tests.unit.files.conftest import MakePicture
from tests.unit.kernel.test_http import Site, says, site
from tests.worlds import World, in_globex

__all__ = ["site"]
PAGE = b"""<!doctype html><head><title>Plain</title>
<meta property="og:title" content="Cold &amp; <brew>"><meta name="description" content="How
 to"><meta property="og:site_name" content="Beer"><meta property="og:image" content="/p.png"></head>"""


def read(preview: LinkPreview, site: Site) -> None:
    read_linked_page(actor=system_actor(TENANTS["acme"]), preview_id=preview.pk, allowed=site.bounds.allowed)


def test_a_linked_page_is_read_and_its_picture_made_our_own(world: World, bob: Actor, site: Site, picture: MakePicture) -> None:
    site.pages |= {"/a": says(PAGE), "/p.png": says(picture("PNG", 800, 400), "image/png")}
    url = site.url("/a")
    assert want_previews(actor=bob, urls=[url]) == 1
    assert get_previews([preview_key(url)]) == {}
    read(LinkPreview.objects.get(), site)
    card = get_previews([preview_key(url)])[preview_key(url)]
    assert (card.title, card.text, card.site, card.url) == ("Cold & <brew>", "How to", "Beer", url)
    assert card.image == f"/files/{Upload.objects.get().pk}/preview.png?w=320"
    assert (card.width, card.height) == (320, 160)
    assert world.client().get(card.image)["Cache-Control"].startswith("public")
    with in_globex():
        assert get_previews([preview_key(url)]) == {}


def test_a_page_is_read_once_and_again_after_a_month(bob: Actor, site: Site) -> None:
    site.pages["/a"] = says(PAGE.replace(b"og:image", b"og:none"))
    url = site.url("/a")
    want_previews(actor=bob, urls=[url, url])
    read(LinkPreview.objects.get(), site)
    read(LinkPreview.objects.get(), site)
    assert len(site.asked) == 1
    assert want_previews(actor=bob, urls=[url]) == 0
    with time_machine.travel(now() + timedelta(days=31)):
        assert want_previews(actor=bob, urls=[url]) == 1
        read(LinkPreview.objects.get(), site)
    assert len(site.asked) == 2


@pytest.mark.parametrize("address", ["http://169.254.169.254/latest", "http://127.0.0.1:1/", "http://[::1]/", "http://10.0.0.1/"])
def test_our_own_machines_are_not_asked(bob: Actor, site: Site, address: str) -> None:
    want_previews(actor=bob, urls=[address])
    read(LinkPreview.objects.get(), site)
    assert LinkPreview.objects.get().failure == "refused_address"
    assert get_previews([preview_key(address)]) == {}


def test_a_page_that_fails_has_no_card(bob: Actor, site: Site) -> None:
    site.pages |= {"/a": says(b"%PDF", "application/pdf"), "/b": says(b"", status=404), "/c": says(b"<p>nothing")}
    urls = [site.url(path) for path in site.pages]
    want_previews(actor=bob, urls=urls)
    for preview in LinkPreview.objects.all():
        read(preview, site)
    assert len(site.asked) == 3
    assert get_previews([preview_key(url) for url in urls]) == {}


def test_a_picture_that_is_none_leaves_the_card_without(bob: Actor, site: Site) -> None:
    site.pages |= {"/a": says(PAGE), "/p.png": says(b"<svg onload=alert(1)>", "image/png")}
    want_previews(actor=bob, urls=[site.url("/a")])
    read(LinkPreview.objects.get(), site)
    card = get_previews([LinkPreview.objects.get().key])[LinkPreview.objects.get().key]
    assert not Upload.objects.exists()
    assert card.title == "Cold & <brew>"
    assert card.image == ""


def test_a_brand_says_how_many_cards_there_are(world: World, bob: Actor) -> None:
    urls = [f"https://e.example/{number}" for number in range(5)]
    change_settings(actor=world.actor("alice"), section="link_previews", values={"per_post": 2})
    assert want_previews(actor=bob, urls=urls) == 2
    change_settings(actor=world.actor("alice"), section="link_previews", values={"enabled": False})
    assert want_previews(actor=bob, urls=["https://other.example/"]) == 0
    assert most_previews() == 0
    assert get_previews([preview_key(urls[0])]) == {}


def test_lost_work_is_found_again(bob: Actor) -> None:
    want_previews(actor=bob, urls=["https://e.example/"])
    at = now()
    assert list_waiting(before=at - timedelta(minutes=2), since=at - timedelta(days=1), most=5) == []
    assert len(list_waiting(before=at + timedelta(seconds=1), since=at - timedelta(days=1), most=5)) == 1


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (b"<title>a\n b</title>", "a b"),
        ("<meta charset=iso-8859-1><title>f\u00fcr</title>".encode("latin-1"), "für"),
        ("<title>日本</title>".encode("shift_jis"), "日本"),
        (b"<meta property=og:title content='&lt;script&gt;'>", "<script>"),
        (b"<title>\x00\x1b[31mred</title>", "[31mred"),
        (b"<title>" + b"x" * 500 + b"</title>", "x" * 199 + "…"),
        (b"<title>unclosed", "unclosed"),
        (b"<svg><title>x</title></svg><title>y</title>", "x"),
        (b"", ""),
    ],
)
def test_titles_are_read_from_anything(body: bytes, title: str) -> None:
    charset = "shift_jis" if b"\x93" in body else ""
    assert read_head(body, url="https://www.e.example/", charset=charset).title == title


def test_a_picture_of_another_scheme_is_no_picture() -> None:
    for address in ("javascript:alert(1)", "data:image/png;base64,x", "file:///etc/passwd"):
        said = read_head(f'<meta property="og:image" content="{address}">'.encode(), url="https://www.e.example/")
        assert said.picture == ""
    assert said.site == "e.example"
    assert replace(said, title="x").title == "x"
