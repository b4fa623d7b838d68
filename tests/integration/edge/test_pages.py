"""Pages for readers without an account, from a real server: kept, versioned, the same for everybody, nobody else's."""

import gzip
import io

import pytest

from tests.integration.edge.conftest import Reader, Topic, counts, number_in
from tests.integration.realtime.conftest import cookie_of
from tests.integration.realtime.server import Server


def test_a_page_is_made_once_and_delivered_many_times(servers: list[Server], topic: Topic) -> None:
    reader, before = Reader(servers[0].port), counts(servers[0])
    answers = [reader.get(topic.path) for _ in range(20)]
    after = counts(servers[0])
    assert {answer.status for answer in answers} == {200}
    assert len({answer.body for answer in answers}) == 1
    assert after["made"] - before["made"] == 1
    assert after["hit"] - before["hit"] == 19


def test_a_kept_page_holds_nothing_of_a_visitor(servers: list[Server], topic: Topic) -> None:
    reader = Reader(servers[0].port)
    for answer in (reader.get(topic.path), reader.get(topic.path)):
        assert "set-cookie" not in answer.headers
        assert "nonce" not in answer.headers["content-security-policy"]
        assert b"nonce=" not in answer.body
        assert b"csrfmiddlewaretoken" not in answer.body
        assert answer.headers["vary"] == "Accept-Encoding, Cookie"


def test_a_reader_who_has_the_page_gets_no_second_copy(servers: list[Server], topic: Topic) -> None:
    reader = Reader(servers[0].port)
    tag = reader.get(topic.path).headers["etag"]
    for _ in range(2):
        reader.send(topic.path, If_None_Match=tag)
        answer = reader.receive(bodiless=True)
        assert (answer.status, answer.headers["etag"]) == (304, tag)
    topic.edit(1)
    assert reader.get(topic.path, If_None_Match=tag).status == 200


def test_a_page_is_zipped_once_for_those_who_take_it(servers: list[Server], topic: Topic) -> None:
    reader = Reader(servers[0].port)
    plain = reader.get(topic.path).body
    for _ in range(2):
        answer = reader.get(topic.path, Accept_Encoding="gzip, deflate, br")
        assert answer.headers["content-encoding"] == "gzip"
        assert gzip.decompress(answer.body) == plain


def test_head_answers_without_a_body(servers: list[Server], topic: Topic) -> None:
    reader = Reader(servers[0].port)
    length = reader.get(topic.path).headers["content-length"]
    for _ in range(2):
        reader.send(topic.path, method="HEAD")
        assert reader.receive(bodiless=True).headers["content-length"] == length
    assert reader.get(topic.path).status == 200


def test_a_member_never_gets_a_kept_page(servers: list[Server], topic: Topic) -> None:
    reader, cookie = Reader(servers[0].port), cookie_of(topic.world, "bob")
    reader.get(topic.path)
    before = counts(servers[0])
    mine = reader.get(topic.path, Cookie=cookie)
    after = counts(servers[0])
    assert b"csrfmiddlewaretoken" in mine.body
    assert b"csrfmiddlewaretoken" not in reader.get(topic.path).body
    assert before == after


def test_each_language_is_a_page_of_its_own(servers: list[Server], topic: Topic) -> None:
    reader = Reader(servers[0].port)
    english, german = reader.get(topic.path), reader.get(topic.path, Cookie="django_language=de")
    again = reader.get(topic.path, Cookie="_measured=1; django_language=de")
    assert (english.headers["content-language"], german.headers["content-language"]) == ("en", "de")
    assert again.body == german.body != english.body


def test_another_brand_does_not_know_the_page(servers: list[Server], topic: Topic) -> None:
    assert Reader(servers[0].port).get(topic.path).status == 200
    for _ in range(2):
        assert Reader(servers[0].port, "globex.localhost").get(topic.path).status == 404


def test_lists_learn_of_a_new_title_and_other_topics_stay(servers: list[Server], topic: Topic) -> None:
    from community.actions.editing import edit_post
    from community.actions.topics import create_topic
    from community.addresses import topic_path

    alice = topic.world.actor("alice")
    other = create_topic(actor=alice, space_id=topic.row.space_id, title="Another question", body="edit 7 end")
    other_path = topic_path(other.number, other.slug)
    reader = Reader(servers[0].port)
    for path in ("/", "/s/machines/", other_path):
        assert reader.get(path).status == 200
    edit_post(actor=alice, post_id=topic.post_id, body="edit 1 end", title="Descaling it without vinegar")
    before = counts(servers[0])
    assert b"Descaling it without vinegar" in reader.get("/").body
    assert b"Descaling it without vinegar" in reader.get("/s/machines/").body
    assert number_in(reader.get(other_path)) == 7
    after = counts(servers[0])
    assert after["made"] - before["made"] == 2
    assert after["hit"] - before["hit"] == 1


def test_what_is_taken_back_is_gone_at_once(servers: list[Server], topic: Topic) -> None:
    from community.actions.moderating import hide_topic

    readers = [Reader(server.port) for server in servers]
    assert [reader.get(topic.path).status for reader in readers] == [200, 200]
    hide_topic(actor=topic.world.actor("mo"), topic_id=topic.row.pk, reason="spam")
    assert [reader.get(topic.path).status for reader in readers] == [404, 404]


@pytest.mark.parametrize("way", ["", "?fragment=1&after=1"])
def test_what_a_page_quotes_is_gone_with_its_source(servers: list[Server], topic: Topic, way: str) -> None:
    from community.actions.moderating import hide_topic
    from community.actions.replies import post_reply
    from community.actions.topics import create_topic
    from community.models.post import Post
    from community.queries.quoting import quotation_of

    alice = topic.world.actor("alice")
    source = create_topic(actor=alice, space_id=topic.row.space_id, title="Merger with Globex", body="Not before May.")
    quoted = quotation_of(Post.objects.get(topic=source, position=1))
    post_reply(actor=alice, topic_id=topic.row.pk, body=quoted + "So.")
    readers = [Reader(server.port) for server in servers]
    assert all(b"Merger with Globex" in reader.get(topic.path + way).body for reader in readers)
    hide_topic(actor=topic.world.actor("mo"), topic_id=source.pk, reason="early")
    for answer in [reader.get(topic.path + way) for reader in readers]:
        assert b"Not before May." in answer.body
        assert b"Merger with Globex" not in answer.body


def test_a_removed_picture_is_gone_from_kept_pages_at_once(servers: list[Server], topic: Topic) -> None:
    from community.actions.profiling import set_avatar
    from files.actions.uploading import upload_file
    from tests.architecture.stage import DOT

    alice = topic.world.actor("alice")
    upload, _is_new = upload_file(actor=alice, source=io.BytesIO(DOT), name="me.png")
    mark = f"/files/{upload.pk}/picture".encode()
    readers = [Reader(server.port) for server in servers]
    paths = (topic.path, "/topics/", "/s/machines/")
    for upload_id, there in ((None, False), (upload.pk, True), (None, False)):
        set_avatar(actor=alice, upload_id=upload_id)
        for reader in readers:
            assert {path: mark in reader.get(path).body for path in paths} == dict.fromkeys(paths, there)


@pytest.mark.parametrize("path", ["/account/login/", "/healthz", "/no-such-page", "/search/?q=descale"])
def test_other_addresses_are_not_kept(servers: list[Server], topic: Topic, path: str) -> None:
    reader, before = Reader(servers[0].port), counts(servers[0])
    for _ in range(2):
        reader.get(path)
    assert counts(servers[0])["made"] == before["made"]


def test_requests_in_one_packet_are_answered_in_their_order(servers: list[Server], topic: Topic) -> None:
    reader = Reader(servers[0].port)
    page = reader.get(topic.path)
    one = f"GET {topic.path} HTTP/1.1\r\nHost: acme.localhost\r\n\r\n".encode()
    health = b"GET /healthz HTTP/1.1\r\nHost: acme.localhost\r\n\r\n"
    for data in (one + health + one, health + one):
        reader.raw(data)
        answers = _receive_all(reader, data.count(b"GET "))
        assert [answer == page.body for answer in answers] == [b"healthz" not in part for part in data.split(b"\r\n\r\n")[:-1]]


def test_a_request_in_pieces_is_answered(servers: list[Server], topic: Topic) -> None:
    reader = Reader(servers[0].port)
    page = reader.get(topic.path)
    for piece in (f"GET {topic.path} HT", "TP/1.1\r\nHost: acme.loc", "alhost\r\n", "\r\n"):
        reader.raw(piece.encode())
    assert reader.receive().body == page.body
    assert reader.get(topic.path).body == page.body


def test_deliveries_of_a_kept_page_are_counted(servers: list[Server], topic: Topic) -> None:
    import time

    from community.models.topic import Topic as Row

    reader = Reader(servers[0].port)
    for _ in range(31):
        reader.get(topic.path)
    deadline = time.monotonic() + 20
    while (seen := Row.objects.get(pk=topic.row.pk).view_count) < 30 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert 30 <= seen <= 31


def _receive_all(reader: Reader, number: int) -> list[bytes]:
    """Bodies of answers that may share packets."""
    data, bodies = b"", []
    while len(bodies) < number:
        head, blank, rest = data.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]) if blank else 0
        if not blank or len(rest) < length:
            data += reader._more()
            continue
        bodies.append(rest[:length])
        data = rest[length:]
    return bodies
