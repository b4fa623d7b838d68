"""Themes, front pages and old addresses: drafted, published, undone; never another brand's."""

import io
from typing import Any, ClassVar

import pytest
from PIL import Image

from brand_settings.actions import change_settings
from brand_settings.queries import read
from branding.actions import publish_theme, save_draft, set_redirects
from branding.errors import BadRedirectError
from branding.models import Redirect
from branding.settings import DraftTheme, EmbedSettings, HomeSettings, Theme
from community.actions.spaces import create_space
from community.actions.topics import create_topic
from kernel.errors import ForbiddenError, InvalidError
from tests.worlds import World, in_globex

FORM = {"font": "serif", "heading_font": "system", "corners": "round"}


class TestTheme:
    def test_a_draft_is_seen_by_administrators_who_look_and_published_for_all(self, world: World) -> None:
        admin, visitor = world.client("alice"), world.client()
        sent = {**FORM, "accent": "#0a7d55", "header_background": "#102030", "css": "h1{letter-spacing:1px}"}
        assert admin.post("/manage/theme/", sent).status_code == 302
        assert "/theme/" not in visitor.get("/").content.decode()
        admin.post("/manage/theme/preview/", {"value": "1"})
        assert "/theme/draft.css" in admin.get("/").content.decode()
        assert "--brand:#0a7d55" in admin.get("/theme/draft.css").content.decode()
        assert visitor.get("/theme/draft.css").status_code in {302, 403}
        admin.post("/manage/theme/publication/", {"value": "1"})
        page = visitor.get("/").content.decode()
        assert '<link rel="stylesheet" href="/theme/1.css">' in page
        sheet = visitor.get("/theme/1.css")
        assert sheet["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "--header-ink:#ffffff" in sheet.content.decode()
        assert ".brand-styled h1{letter-spacing:1px}" in sheet.content.decode()
        assert "/theme/" not in world.client(brand="globex").get("/").content.decode()

    def test_publishing_again_goes_back(self, world: World) -> None:
        alice = world.actor("alice")
        save_draft(actor=alice, values={"accent": "#111111"})
        publish_theme(actor=alice)
        save_draft(actor=alice, values={"accent": "#222222"})
        publish_theme(actor=alice)
        assert publish_theme(actor=alice).accent == "#111111"
        assert (read(Theme).revision, read(DraftTheme).accent) == (3, "#222222")

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"accent": "red"}, "accent"),
            ({"css": "a{background:url(x)}"}, "css"),
            ({"header_background": "#777777", "header_text": "#888888"}, "__all__"),
            ({"header_links": [{"label": "x", "url": "javascript:alert(1)"}]}, "header_links"),
            ({"header_links": [{"label": "x", "url": "//evil.example"}]}, "header_links"),
            ({"footer_links": [{"label": "x", "url": 'https://x.example/" onclick="a'}]}, "footer_links"),
        ],
    )
    def test_what_cannot_be_read_or_harms_is_refused(self, world: World, values: dict[str, Any], field: str) -> None:
        with pytest.raises(InvalidError) as refused:
            save_draft(actor=world.actor("alice"), values=values)
        assert field in refused.value.detail["fields"]

    def test_an_empty_colour_shows_what_it_stands_for(self, world: World) -> None:
        from tenants.context import require_tenant_id
        from tenants.models import Tenant

        accent = Tenant.objects.get(pk=require_tenant_id()).accent
        page = world.client("alice").get("/manage/theme/").content.decode()
        assert f'data-colour="{accent}"' in page
        assert f'placeholder="{accent}"' in page
        answer = world.client("alice").post("/manage/theme/", {**FORM, "accent": "reddish", "footer_text": "Since 1987"})
        assert answer.status_code == 400
        assert 'value="reddish"' in answer.content.decode()
        assert 'value="Since 1987"' in answer.content.decode()

    def test_a_logo_is_a_picture(self, world: World) -> None:
        picture = io.BytesIO()
        Image.new("RGB", (120, 40), "teal").save(picture, "PNG")
        picture.seek(0)
        picture.name = "logo.png"
        client = world.client("alice")
        assert client.post("/manage/theme/", {**FORM, "logo_alt": "Acme", "logo_file": picture}).status_code == 302
        client.post("/manage/theme/publication/", {"value": "1"})
        assert 'alt="Acme"' in world.client().get("/").content.decode()
        assert world.client().get(read(Theme).logo).status_code == 200
        text = io.BytesIO(b"not a picture at all")
        text.name = "logo.png"
        assert client.post("/manage/theme/", {**FORM, "logo_file": text}).status_code == 400

    @pytest.mark.parametrize("who", ["amira", "mo", "bob"])
    def test_administrators_alone(self, world: World, who: str) -> None:
        with pytest.raises(ForbiddenError):
            save_draft(actor=world.actor(who), values={"accent": "#111111"})
        assert world.client(who).get("/manage/theme/").status_code == 403


class TestFrontPage:
    def test_blocks_are_added_moved_changed_and_shown(self, world: World) -> None:
        client = world.client("alice")

        def step(**said: str) -> None:
            client.post("/manage/front-page/", {"version": str(_version()), **said})

        step(step="add", kind="text")
        step(step="save", at="4", title="House rules", text="Be **kind**. <script>alert(1)</script>")
        step(step="up", at="4")
        kinds = [block.kind for block in read(HomeSettings).blocks]
        assert kinds == ["hero", "spaces", "waiting", "text", "tags"]
        page = world.client().get("/").content.decode()
        assert "House rules" in page
        assert "<strong>kind</strong>" in page
        assert "<script>alert" not in page
        step(step="remove", at="3")
        assert "House rules" not in world.client().get("/").content.decode()
        step(step="reset")
        assert read(HomeSettings).blocks == []

    def test_spaces_with_topics_are_not_called_empty(self, world: World) -> None:
        space = create_space(actor=world.actor("alice"), name="Help", slug="help")
        change_settings(actor=world.actor("alice"), section="home", values={"blocks": [{"kind": "spaces"}]})
        assert "Nobody has written here yet." in world.client().get("/").content.decode()
        create_topic(actor=world.actor("bob"), space_id=space.pk, title="It leaks", body="At the lid.")
        assert "Nobody has written here yet." not in world.client().get("/").content.decode()

    def test_a_block_that_does_not_fit_is_told(self, world: World) -> None:
        client = world.client("alice")
        client.post("/manage/front-page/", {"step": "add", "kind": "links", "version": "0"})
        said = {"step": "save", "at": "4", "version": "1", "links": "Evil | javascript:alert(1)"}
        answer = client.post("/manage/front-page/", said)
        assert (answer.status_code, "address begins" in answer.content.decode()) == (400, True)
        assert client.post("/manage/front-page/", {**said, "at": "99"}).status_code == 400
        assert client.post("/manage/front-page/", {**said, "links": "", "version": "0"}).status_code == 400

    def test_what_was_typed_into_a_block_that_does_not_fit_is_kept(self, world: World) -> None:
        client = world.client("alice")
        client.post("/manage/front-page/", {"step": "add", "kind": "links", "version": "0"})
        said = {"step": "save", "at": "4", "version": "1", "title": "Elsewhere", "links": "Shop | nowhere\nonly words"}
        page = client.post("/manage/front-page/", said).content.decode()
        assert 'value="Elsewhere"' in page
        assert "Shop | nowhere\nonly words</textarea>" in page
        said = {"step": "save", "at": "2", "version": "1", "title": "Open", "count": "99"}
        answer = client.post("/manage/front-page/", said)
        assert (answer.status_code, 'value="99"' in answer.content.decode()) == (400, True)

    def test_a_space_is_chosen_from_the_tree(self, world: World) -> None:
        help_space = create_space(actor=world.actor("alice"), name="Help", slug="help")
        create_space(actor=world.actor("alice"), name="Kegs", slug="kegs", parent_id=help_space.pk)
        client = world.client("alice")
        client.post("/manage/front-page/", {"step": "save", "at": "2", "version": "0", "space": "kegs", "count": "3"})
        assert [block.space for block in read(HomeSettings).blocks] == ["", "", "kegs", ""]
        assert '<option value="kegs" selected>\u2003Kegs</option>' in client.get("/manage/front-page/").content.decode()


class TestEmbedding:
    SITES: ClassVar[dict[str, str]] = {"sites": "https://www.example.com", "comments": "on"}

    def test_the_space_for_comments_is_one_that_there_is(self, world: World) -> None:
        create_space(actor=world.actor("alice"), name="Help", slug="help")
        client = world.client("alice")
        assert '<option value="help">Help</option>' in client.get("/manage/embedding/").content.decode()
        assert client.post("/manage/embedding/", {**self.SITES, "space": "kegs"}).status_code == 400
        missing = client.post("/manage/embedding/", self.SITES)
        assert (missing.status_code, "Choose the space" in missing.content.decode()) == (400, True)
        assert client.post("/manage/embedding/", {**self.SITES, "space": "help"}).status_code == 302
        assert read(EmbedSettings).space == "help"

    def test_what_does_not_fit_is_told_and_kept(self, world: World) -> None:
        many = "\n".join(f"https://s{number}.example.com" for number in range(21))
        answer = world.client("alice").post("/manage/embedding/", {"sites": many})
        assert (answer.status_code, many in answer.content.decode()) == (400, True)


def _version() -> int:
    from brand_settings.queries import version_of

    return version_of("home")


class TestOldAddresses:
    def test_they_lead_on_for_good_and_are_counted(self, world: World) -> None:
        set_redirects(actor=world.actor("alice"), pairs=[("/viewtopic.php?t=3", "/tags/"), ("/old", "https://www.acme.example/")])
        visitor = world.client()
        answer = visitor.get("/viewtopic.php?t=3")
        assert (answer.status_code, answer["Location"]) == (301, "/tags/")
        assert visitor.get("/old?utm=x")["Location"] == "https://www.acme.example/"
        assert visitor.get("/viewtopic.php?t=4").status_code == 404
        assert visitor.post("/old").status_code in {403, 404}
        assert Redirect.objects.get(old="/old").hits == 1
        assert world.client(brand="globex").get("/old").status_code == 404

    def test_the_same_again_changes_nothing(self, world: World) -> None:
        alice = world.actor("alice")
        assert set_redirects(actor=alice, pairs=[("/a", "/b"), ("/c", "/d")]) == 2
        assert set_redirects(actor=alice, pairs=[("/a", "/b"), ("/c", "/e")]) == 1
        with in_globex():
            assert not Redirect.objects.exists()

    @pytest.mark.parametrize(
        "pair",
        [
            ("a", "/b"),
            ("/a", "b"),
            ("//a", "/b"),
            ("/a", "//evil.example"),
            ("/a", "/\\evil"),
            ("/", "/b"),
            ("/a", "/a"),
            ("/a", "javascript:x"),
        ],
    )
    def test_what_is_no_address_is_refused(self, world: World, pair: tuple[str, str]) -> None:
        with pytest.raises(BadRedirectError):
            set_redirects(actor=world.actor("alice"), pairs=[pair])

    def test_many_come_from_a_file_and_the_list_has_pages(self, world: World) -> None:
        client = world.client("alice")
        file = io.BytesIO("\n".join(f"/old/{number},/t/new-{number}/" for number in range(120)).encode())
        file.name = "old.csv"
        assert client.post("/manage/redirects/", {"file": file}).status_code == 302
        page = client.get("/manage/redirects/").content.decode()
        assert 'rel="next"' in page
        assert client.get("/manage/redirects/", {"q": "/old/119"}).content.decode().count('<td dir="ltr">/old/119</td>') == 1
        assert client.post("/manage/redirects/", {"pairs": "just-one"}).status_code == 400


def test_visitors_and_newcomers_are_greeted_and_nobody_else(world: World) -> None:
    from brand_settings.actions import change_settings
    from community.actions.spaces import create_space
    from community.actions.topics import create_topic

    alice = world.actor("alice")
    said = {"for_visitors": "Come **in** <script>", "for_newcomers": "Say *hello*"}
    change_settings(actor=alice, section="welcome", values=said)
    change_settings(actor=alice, section="seo", values={"description": "All about <tea>"})
    visitor, bob = (world.client(who).get("/").content.decode() for who in (None, "bob"))
    assert "Come <strong>in</strong> &lt;script&gt;" in visitor
    assert '<meta name="description" content="All about &lt;tea&gt;">' in visitor
    assert "Say <em>hello</em>" in bob
    assert "Come <strong>" not in bob
    space = create_space(actor=alice, name="Tea", slug="tea")
    create_topic(actor=world.actor("bob"), space_id=space.pk, title="How hot?", body="Very.")
    assert "Say <em>hello</em>" not in world.client("bob").get("/").content.decode()


def test_a_suffix_follows_the_title_of_each_page(world: World) -> None:
    from brand_settings.actions import change_settings

    def title(path: str) -> str:
        return world.client().get(path).content.decode().split("<title>")[1].split("</title>")[0]

    front = title("/")
    assert title("/search/") == "Search · Acme"
    change_settings(actor=world.actor("alice"), section="seo", values={"title_suffix": "Acme <Q&A>"})
    assert title("/search/") == "Search · Acme &lt;Q&amp;A&gt;"
    assert title("/search/?q=Acme+Acme") == "Acme Acme · Search · Acme &lt;Q&amp;A&gt;"
    assert title("/") == front, "the front page has its name already"


def test_search_engines_are_told(world: World) -> None:
    from brand_settings.actions import change_settings

    alice, visitor = world.actor("alice"), world.client()
    change_settings(actor=alice, section="seo", values={"refused_crawlers": ["GPTBot", "bad\nAllow: /"], "google": "abc-1"})
    robots = visitor.get("/robots.txt").content.decode()
    assert "User-agent: GPTBot\nDisallow: /" in robots
    assert "Allow: /" not in robots.replace("Disallow: /", "")
    assert 'name="google-site-verification" content="abc-1"' in visitor.get("/").content.decode()
    change_settings(actor=alice, section="seo", values={"hidden": True})
    assert visitor.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"
    assert '<meta name="robots" content="noindex">' in visitor.get("/").content.decode()


def test_a_zero_byte_finds_no_old_address(world: World) -> None:
    set_redirects(actor=world.actor("alice"), pairs=[("/viewtopic.php?t=1", "/")], source="admin")
    page = world.client("alice").get("/manage/redirects/", {"q": "/view\x00topic"})
    assert (page.status_code, b"viewtopic.php" in page.content) == (200, True)
