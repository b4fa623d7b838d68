"""Search in translations: found in their language, opened in it, and never beyond what the reader may see."""

from typing import Any

import pytest
from django.db import connection

from community.models.post import Post
from community.models.translation import PostTranslation
from community.queries.search import search_topics
from community.queries.spaces import list_spaces
from kernel.clock import now
from tests.unit.community.conftest import Community
from tests.worlds import in_globex


class TestTranslations:
    """What somebody said in another language is found in that language, and opens there."""

    @staticmethod
    def say(community: Community, post: Post, language: str, body: str, title: str = "", **fields: Any) -> PostTranslation:
        from community.texts import slug_of

        given = {"state": "ready", "source": "human", "html": f"<p>{body}</p>", "slug": slug_of(title) if title else "", **fields}
        return PostTranslation.objects.create(post=post, language=language, title=title, body=body, at=now(), **given)

    @pytest.mark.parametrize("source", ["human", "machine"])
    @pytest.mark.parametrize(
        ("language", "body", "wanted"),
        [
            ("de", "Die Maschine verliert seit gestern Wasser", "Maschinen Wasser"),
            ("ja", "昨日から水漏れします", "水漏れ"),
            ("ar", "الآلة تسرب الماء", "الماء"),
        ],
    )
    def test_words_of_a_translation_are_found_and_open_it(
        self, community: Community, source: str, language: str, body: str, wanted: str
    ) -> None:
        topic = community.ask(title="It leaks", body="…")
        self.say(community, Post.objects.get(topic=topic), language, body, title="Kopf", source=source)
        (hit,) = search_topics(list_spaces(community.actor("bob")), wanted).hits
        assert (hit.topic.id, hit.language, hit.is_translation) == (topic.pk, language, True)
        assert (hit.path, str(hit.title)) == (f"/{language}/t/kopf-{topic.number}/", "Kopf")
        assert "<mark>" in hit.snippet
        client = community.world.client("bob")
        assert client.get(hit.path).status_code == 200
        page = client.get("/search/", {"q": wanted}).content.decode()
        assert f'href="{hit.path}" lang="{language}"' in page
        (item,) = client.get("/api/v1/search", {"q": wanted}).json()["items"]
        assert (item["path"], item["language"], item["is_translation"]) == (hit.path, language, True)

    def test_a_reply_is_opened_at_its_place_and_borrows_the_title(self, community: Community) -> None:
        topic = community.ask(title="It leaks")
        reply = community.reply(topic, "dora", "Descale it.")
        self.say(community, reply, "de", "Mit Zitronensäure entkalken")
        (hit,) = search_topics(list_spaces(community.actor("bob")), "entkalken").hits
        assert (hit.path, str(hit.title)) == (f"/de/t/it-leaks-{topic.number}/#post-2", "It leaks")
        assert community.world.client("bob").get(hit.path).status_code == 200

    def test_originals_come_first_and_a_topic_is_found_once(self, community: Community) -> None:
        both = community.ask(title="Entkalken", body="Schnell entkalken?", language="de")
        other = community.ask(title="Descaling")
        self.say(community, Post.objects.get(topic=both), "nl", "entkalken")
        self.say(community, Post.objects.get(topic=other), "de", "Schnell entkalken?", title="Entkalken")
        hits = search_topics(list_spaces(community.actor("bob")), "entkalken").hits
        assert [(hit.topic.id, hit.is_translation) for hit in hits] == [(both.pk, False), (other.pk, True)]
        found = search_topics(list_spaces(community.actor("bob")), "entkalken language:nl").hits
        assert [(hit.topic.id, hit.language) for hit in found] == [(both.pk, "nl")]
        assert search_topics(list_spaces(community.actor("bob")), "entkalken -schnell").hits[0].language == "nl"

    def test_nobody_finds_what_they_may_not_read(self, community: Community) -> None:
        from community.actions.moderating import hide_post, hide_topic

        hidden = community.ask(title="Hidden")
        staff = community.ask("ben", title="Among staff", space=community.staff)
        topic = community.ask(title="Seen")
        reply = community.reply(topic, "dora", "Rude.")
        for post in (*Post.objects.filter(topic__in=[hidden, staff]), reply):
            self.say(community, post, "de", "Geheimnis")
        hide_topic(actor=community.actor("mo"), topic_id=hidden.pk, reason="x")
        hide_post(actor=community.actor("mo"), post_id=reply.pk, reason="x")
        assert search_topics(list_spaces(community.actor("bob")), "Geheimnis").hits == []
        assert [hit.topic.title for hit in search_topics(list_spaces(community.actor("ben")), "Geheimnis").hits] == [
            "Among staff"
        ]
        with in_globex(), connection.cursor() as cursor:
            spaces = [community.public.pk, community.staff.pk]
            cursor.execute("SELECT * FROM community_search_translated('Geheimnis', '', %s, ARRAY['de'], NULL, 10)", [spaces])
            assert cursor.fetchall() == []

    def test_what_still_waits_for_a_machine_or_was_edited_away_is_not_found(self, community: Community) -> None:
        post = Post.objects.get(topic=community.ask(title="It leaks"))
        row = self.say(community, post, "de", "Wasser", state="wanted")
        spaces = list_spaces(community.actor("bob"))
        assert search_topics(spaces, "Wasser").hits == []
        PostTranslation.objects.filter(pk=row.pk).update(state="ready")
        assert len(search_topics(spaces, "Wasser").hits) == 1
        PostTranslation.objects.filter(pk=row.pk).update(body="Dampf")
        assert search_topics(spaces, "Wasser").hits == []

    def test_filters_about_posts_leave_translations_out(self, community: Community) -> None:
        topic = community.ask(title="It leaks")
        self.say(community, Post.objects.get(topic=topic), "de", "Wasser")
        assert search_topics(list_spaces(community.actor("bob")), "Wasser status:solved").hits == []
