"""A post's language, its translations, and hiding over the API."""

from community.models import Post
from tests.unit.community.conftest import Community


def test_a_translation_comes_and_goes(community: Community) -> None:
    topic = community.ask("bob", title="How long?", body="Three weeks")
    post = Post.objects.get(topic=topic)
    staff, reader = community.world.client("alice"), community.world.client("dora")
    address = f"/api/v1/posts/{post.pk}/translations"
    given = {"title": "Combien de temps ?", "body": "Trois *semaines*"}
    answer = staff.put(f"{address}/fr", given, content_type="application/json")
    assert answer.status_code == 200
    assert (answer.json()["title"], answer.json()["is_machine"]) == ("Combien de temps ?", False)
    found = reader.get(address).json()["items"]
    assert [(one["language"], "<em>semaines</em>" in one["html"]) for one in found] == [("fr", True)]
    assert staff.put(f"{address}/en", given, content_type="application/json").status_code == 400
    assert staff.put(f"{address}/fr", {**given, "is_machine": True}, content_type="application/json").status_code == 400
    assert staff.delete(f"{address}/fr").status_code == 204
    assert reader.get(address).json()["items"] == []


def test_the_language_of_a_post_is_corrected(community: Community) -> None:
    post = Post.objects.get(topic=community.ask("bob", body="Trois semaines"))
    address = f"/api/v1/posts/{post.pk}/language"
    assert community.world.client("bob").put(address, {"language": "fr"}, content_type="application/json").status_code == 200
    assert Post.objects.get(pk=post.pk).language == "fr"
    assert community.world.client("dora").put(address, {"language": "de"}, content_type="application/json").status_code == 403


def test_what_is_hidden_is_seen_by_moderators_alone_until_it_comes_back(community: Community) -> None:
    topic = community.ask("bob")
    reply = community.reply(topic, "dora", "Buy this")
    moderator, reader = community.world.client("mo"), community.world.client("bob")
    address, posts = f"/api/v1/posts/{reply.pk}/hiding", f"/api/v1/topics/{topic.pk}/posts"
    assert moderator.put(address, {"reason": "spam"}, content_type="application/json").status_code == 204
    assert str(reply.pk) not in reader.get(posts).content.decode()
    assert moderator.delete(address).status_code == 204
    assert str(reply.pk) in reader.get(posts).content.decode()
    assert reader.put(address, {}, content_type="application/json").status_code == 403
    whole = f"/api/v1/topics/{topic.pk}/hiding"
    assert moderator.put(whole, {"reason": "spam"}, content_type="application/json").status_code == 200
    assert community.world.client("dora").get(f"/api/v1/topics/{topic.pk}").status_code == 404
    assert moderator.delete(whole).status_code == 200
    assert community.world.client("dora").get(f"/api/v1/topics/{topic.pk}").status_code == 200
