"""Languages of posts: detected, corrected, translated by people and machines, and where each can be read."""

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import quote

import orjson
import pytest

from brand_settings.actions import change_settings
from community.actions.editing import edit_post
from community.actions.members import set_level
from community.actions.translating import note_language, set_post_language, translate_post, want_translation
from community.errors import UnknownLanguageError
from community.models.post import Post
from community.models.topic import Topic
from community.models.translation import PostTranslation
from community.queries.feeds import MOST_LANGUAGES, SITEMAP_SIZE
from community.queries.translations import alternates_of, translations_of
from connectors.translating import translate_wanted
from connectors.translation.libretranslate import LibreTranslate
from kernel.actor import system_actor
from kernel.clock import now
from kernel.errors import ForbiddenError, PermanentError, TransientError
from tests.plugin import TENANTS
from tests.unit.community.conftest import Community

SYSTEM = system_actor(TENANTS["acme"])
GERMAN = "Die Maschine blinkt seit gestern rot und gibt kein Wasser mehr. Was kann ich jetzt noch tun?"


def first_post(topic: Topic) -> Post:
    return Post.objects.get(topic=topic, position=1)


class TestLanguageOfAPost:
    @pytest.mark.parametrize(
        ("body", "language"),
        [
            (GERMAN, "de"),
            ("The machine has been blinking since yesterday, and there is no water any more.", "en"),
            ("コーヒーメーカーが水漏れします", "ja"),
            ("الآلة تومض منذ أمس ولا يخرج الماء منها أبدا", "ar"),
            ("ok", "en"),
        ],
    )
    def test_it_is_detected_from_enough_text(self, community: Community, body: str, language: str) -> None:
        post = first_post(community.ask(title="…?", body=body))
        note_language(actor=SYSTEM, post_id=post.pk, among=["en", "de", "ja", "ar", "fr"])
        assert Post.objects.get(pk=post.pk).language == language
        assert Topic.objects.get(pk=post.topic_id).language == language

    def test_what_a_person_said_stands(self, community: Community) -> None:
        post = first_post(community.ask("bob", body=GERMAN))
        set_post_language(actor=community.actor("bob"), post_id=post.pk, language="nl")
        note_language(actor=SYSTEM, post_id=post.pk, among=["en", "de", "nl"])
        assert Post.objects.get(pk=post.pk).language == "nl"

    def test_only_its_author_and_moderators_correct_it(self, community: Community) -> None:
        post = first_post(community.ask("bob"))
        with pytest.raises(ForbiddenError):
            set_post_language(actor=community.actor("dora"), post_id=post.pk, language="de")
        with pytest.raises(UnknownLanguageError):
            set_post_language(actor=community.actor("bob"), post_id=post.pk, language="klingon")
        page = community.world.client("bob").post(f"/posts/{post.pk}/language/", {"language": "de"})
        assert (page.status_code, Post.objects.get(pk=post.pk).language) == (302, "de")

    @pytest.mark.parametrize("tag", ["de.anything", "de\x00", "de.\nX: y", "de@euro", "de-x-y", "../de"])
    def test_what_is_no_tag_is_refused_wherever_it_comes_from(self, community: Community, tag: str) -> None:
        post, given = first_post(community.ask("bob")), {"title": "Titel", "body": "Text"}
        with pytest.raises(UnknownLanguageError):
            set_post_language(actor=community.actor("bob"), post_id=post.pk, language=tag)
        staff = community.world.client("alice")
        for method, body in (("put", given), ("delete", {})):
            answer = getattr(staff, method)(
                f"/api/v1/posts/{post.pk}/translations/{quote(tag, safe='')}", body, content_type="application/json"
            )
            assert answer.status_code in {204, 400, 404}
        assert staff.get(f"/posts/{post.pk}/translation/", {"language": tag}).status_code == 200
        assert staff.post(f"/posts/{post.pk}/translation/wish/", {"language": tag, "value": "0"}).status_code == 302
        assert staff.post(f"/posts/{post.pk}/translation/", {"language": tag, **given}).status_code == 400
        assert not PostTranslation.objects.exists()

    def test_a_tag_is_one_however_it_is_written(self, community: Community) -> None:
        topic = community.ask("bob")
        post, staff = first_post(topic), community.world.client("alice")
        given = {"title": "Titel", "body": "Text"}
        for tag in ("DE", "%20de", "de"):
            answer = staff.put(f"/api/v1/posts/{post.pk}/translations/{tag}", given, content_type="application/json")
            assert (answer.status_code, answer.json()["language"]) == (200, "de")
        assert staff.put(f"/api/v1/posts/{post.pk}/translations/EN", given, content_type="application/json").status_code == 400
        staff.put(f"/api/v1/posts/{post.pk}/translations/zh-hans-cn", given, content_type="application/json")
        assert list(PostTranslation.objects.order_by("language").values_list("language", flat=True)) == ["de", "zh-Hans-CN"]
        assert staff.get(f"/zh-Hans-CN/t/titel-{topic.number}/").status_code == 200
        assert staff.delete(f"/api/v1/posts/{post.pk}/translations/De").status_code == 204
        assert PostTranslation.objects.count() == 1

    def test_a_brand_can_turn_detection_off(self, community: Community) -> None:
        change_settings(actor=community.actor("alice"), section="languages", values={"detect": False})
        post = first_post(community.ask(body=GERMAN))
        note_language(actor=SYSTEM, post_id=post.pk, among=["en", "de"])
        assert Post.objects.get(pk=post.pk).language == "en"


class TestTranslationByPeople:
    def test_trusted_members_translate_and_the_topic_is_read_at_its_own_address(self, community: Community) -> None:
        topic = community.ask("bob", title="How do I descale it?")
        post = first_post(topic)
        with pytest.raises(ForbiddenError):
            translate_post(actor=community.actor("dora"), post_id=post.pk, language="de", title="Wie?", body="So.")
        set_level(actor=community.actor("alice"), user_id=community.actor("dora").user_id, level=2)
        translate_post(
            actor=community.actor("dora"), post_id=post.pk, language="de", title="Wie entkalke ich sie?", body="Sie blinkt."
        )
        assert [(one.language, one.path) for one in alternates_of(topic)] == [
            ("en", f"/t/how-do-i-descale-it-{topic.number}/"),
            ("de", f"/de/t/wie-entkalke-ich-sie-{topic.number}/"),
        ]
        page = community.world.client().get(f"/de/t/wie-entkalke-ich-sie-{topic.number}/").content.decode()
        assert "Wie entkalke ich sie?" in page
        assert "Sie blinkt." in page
        assert "The light blinks." in page, "the original is one click away"
        assert f'hreflang="en" href="http://acme.localhost/t/how-do-i-descale-it-{topic.number}/"' in page
        original = community.world.client().get(f"/t/how-do-i-descale-it-{topic.number}/").content.decode()
        assert f'hreflang="de" href="http://acme.localhost/de/t/wie-entkalke-ich-sie-{topic.number}/"' in original
        sitemap = community.world.client().get("/sitemaps/topics-0.xml").content.decode()
        assert f"/de/t/wie-entkalke-ich-sie-{topic.number}/" in sitemap

    def test_every_language_names_all_the_others_on_every_page_and_an_old_slug_leads_on(self, community: Community) -> None:
        topic, mo = community.ask("bob", title="How do I descale it?"), community.actor("mo")
        for count in range(27):
            community.reply(topic, "dora", f"Use vinegar, {count} spoons.")
        post = first_post(topic)
        for language, title in (("de", "Wie entkalke ich sie?"), ("ar", "كيف أزيل الكلس؟")):
            translate_post(actor=mo, post_id=post.pk, language=language, title=title, body="So.")
        client, links = community.world.client(), re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
        for query in ("", "?page=2"):
            addresses = {one.language: f"http://acme.localhost{one.path}{query}" for one in alternates_of(topic)}
            assert set(addresses) == {"en", "de", "ar"}
            for address in addresses.values():
                answer = client.get(address.removeprefix("http://acme.localhost"))
                assert answer.status_code == 200
                page = answer.content.decode()
                assert dict(links.findall(page)) == {**addresses, "x-default": addresses["en"]}
                assert f'<link rel="canonical" href="{address}">' in page
        translate_post(actor=mo, post_id=post.pk, language="de", title="Wie entkalkt man sie?", body="So.")
        for old in ("wie-entkalke-ich-sie", "anything"):
            moved = client.get(f"/de/t/{old}-{topic.number}/")
            assert (moved.status_code, moved.headers["Location"]) == (301, f"/de/t/wie-entkalkt-man-sie-{topic.number}/")

    def test_sitemaps_are_split_and_hold_no_more_than_is_allowed(self, community: Community) -> None:
        near, far = community.ask("bob", title="Near"), community.ask("bob", title="Far")
        Topic.objects.filter(pk=far.pk).update(number=25_000)
        post, client = first_post(near), community.world.client()
        tags = [
            tag
            for tag in [
                "de",
                "fr",
                "es",
                "pt",
                "it",
                "nl",
                "sv",
                "da",
                "fi",
                "ru",
                "tr",
                "hu",
                "ro",
                "el",
                "id",
                "hi",
                "ca",
                "ga",
                "lt",
                "ta",
            ]
            if tag != near.language
        ]
        for tag in tags:
            text = {"title": tag, "slug": tag, "body": tag, "html": tag, "state": "ready", "source": "human"}
            PostTranslation.objects.create(post=post, language=tag, of_version=1, at=now(), **text)
        index = client.get("/sitemap.xml").content.decode()
        pages = [address.removeprefix("http://acme.localhost") for address in re.findall(r"<loc>([^<]+)</loc>", index)]
        assert len([page for page in pages if "topics-" in page]) == 2, "none for numbers that nothing public has"
        found = {page: client.get(page) for page in pages}
        assert {answer.status_code for answer in found.values()} == {200}
        entries = {page: answer.content.decode().count("<url>") for page, answer in found.items()}
        assert entries[next(page for page in pages if "topics-0" in page)] == 1 + MOST_LANGUAGES
        assert SITEMAP_SIZE * (1 + MOST_LANGUAGES) <= 50_000

    def test_an_edit_makes_it_outdated_and_a_hidden_topic_hides_it(self, community: Community) -> None:
        topic = community.ask("bob")
        post, mo = first_post(topic), community.actor("mo")
        translate_post(actor=mo, post_id=post.pk, language="de", title="Wie?", body="So.")
        edit_post(actor=community.actor("bob"), post_id=post.pk, body="Something else altogether now.")
        assert translations_of([post.pk], "de")[post.pk].is_outdated
        from community.actions.moderating import hide_topic

        hide_topic(actor=mo, topic_id=topic.pk, reason="spam")
        assert community.world.client().get(f"/de/t/wie-{topic.number}/").status_code == 404

    @pytest.mark.parametrize("language", ["en", "xx-unknown-tag", "", "../etc"])
    def test_another_language_is_needed(self, community: Community, language: str) -> None:
        post = first_post(community.ask("bob"))
        with pytest.raises(UnknownLanguageError):
            translate_post(actor=community.actor("mo"), post_id=post.pk, language=language, title="T", body="B")


class _Service(BaseHTTPRequestHandler):
    """Speaks LibreTranslate's interface: each text in capitals, or what the test asks for."""

    status = 200

    def do_POST(self) -> None:
        asked = orjson.loads(self.rfile.read(int(self.headers["Content-Length"])))
        body = orjson.dumps({"translatedText": [f"[{asked['target']}] {text.upper()}" for text in asked["q"]]})
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
        """Tests keep quiet."""


@pytest.fixture
def service(settings: Any) -> Iterator[type[_Service]]:
    _Service.status = 200
    server = HTTPServer(("127.0.0.1", 0), _Service)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    url = f"libretranslate+http://127.0.0.1:{server.server_port}/"
    settings.CHORUS = settings.CHORUS.model_copy(update={"translation_url": url})
    yield _Service
    server.shutdown()
    server.server_close()
    thread.join()


class TestTranslationByMachine:
    def wanted(self, community: Community) -> Post:
        change_settings(actor=community.actor("alice"), section="languages", values={"machine": True})
        post = first_post(community.ask("bob", title="Blinks"))
        want_translation(actor=community.actor("dora"), post_id=post.pk, language="de")
        return post

    def test_it_is_fetched_shown_as_a_machines_and_gives_way_to_people(
        self, community: Community, service: type[_Service]
    ) -> None:
        post = self.wanted(community)
        assert translate_wanted(actor=SYSTEM, at=now()) == 1
        found = translations_of([post.pk], "de")[post.pk]
        assert (found.title, found.is_machine, found.provider) == ("[de] BLINKS", True, "LibreTranslate")
        translate_post(actor=community.actor("mo"), post_id=post.pk, language="de", title="Blinkt", body="Sie blinkt.")
        want_translation(actor=community.actor("dora"), post_id=post.pk, language="de")
        assert translate_wanted(actor=SYSTEM, at=now()) == 0
        assert translations_of([post.pk], "de")[post.pk].title == "Blinkt"

    def test_its_page_is_marked_keeps_the_original_and_stays_out_of_search_engines(
        self, community: Community, service: type[_Service]
    ) -> None:
        post = self.wanted(community)
        translate_wanted(actor=SYSTEM, at=now())
        translate_post(actor=community.actor("mo"), post_id=post.pk, language="fr", title="Clignote", body="Elle clignote.")
        by_language = {one.language: one.path for one in alternates_of(post.topic)}
        client = community.world.client()
        page = client.get(by_language["de"]).content.decode()
        assert "Translated by a machine (LibreTranslate)." in page
        assert '<summary class="link-button">Show the original</summary>' in page
        assert "The light blinks." in page
        assert '<meta name="robots" content="noindex">' in page
        assert 'rel="alternate" hreflang' not in page
        for language in ("en", "fr"):
            told = client.get(by_language[language]).content.decode()
            assert 'rel="alternate" hreflang="fr"' in told
            assert 'rel="alternate" hreflang="de"' not in told

    def test_a_broken_service_delays_and_a_refusal_ends(self, community: Community, service: type[_Service]) -> None:
        from datetime import timedelta

        post = self.wanted(community)
        service.status = 503
        assert translate_wanted(actor=SYSTEM, at=now()) == 0
        service.status = 200
        assert translate_wanted(actor=SYSTEM, at=now()) == 0, "not before the pause is over"
        assert translate_wanted(actor=SYSTEM, at=now() + timedelta(minutes=10)) == 1
        assert PostTranslation.objects.get(post=post).state == "ready"

    def test_it_is_off_until_the_brand_offers_it(self, community: Community) -> None:
        post = first_post(community.ask("bob"))
        with pytest.raises(ForbiddenError):
            want_translation(actor=community.actor("dora"), post_id=post.pk, language="de")

    @pytest.mark.parametrize(("status", "error"), [(429, TransientError), (500, TransientError), (403, PermanentError)])
    def test_what_the_service_answers_is_told_apart(
        self, community: Community, service: type[_Service], settings: Any, status: int, error: type[Exception]
    ) -> None:
        service.status = status
        url = settings.CHORUS.translation_url.partition("+")[2]
        with pytest.raises(error):
            LibreTranslate(url).translate(["Hello"], source="en", target="de")
