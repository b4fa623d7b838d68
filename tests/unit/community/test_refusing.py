"""A refusal is said in the language of whoever reads it, on pages and over the API."""

from uuid import uuid4

import pytest
from django.utils.translation import override

from accounts.models.user import User
from community.errors import EmptyTextError, IdeaClosedError, PastTimeError
from kernel.errors import DomainError, InvalidError, NotFoundError
from tests.unit.community.conftest import Community


def in_german(kind: type[DomainError]) -> str:
    with override("de"):
        return str(kind.message)


@pytest.fixture
def german(community: Community) -> Community:
    """Bob reads German."""
    User.objects.filter(pk=community.world.users["bob"].pk).update(language="de")
    return community


def test_a_failure_is_said_when_it_is_shown_not_when_it_is_raised() -> None:
    with override("fr"):
        raised = IdeaClosedError()
    with override("de"):
        assert str(raised) == in_german(IdeaClosedError)
    with override("en"):
        assert str(raised) == "This idea takes no votes any more." != in_german(IdeaClosedError)


def test_the_api_refuses_in_the_readers_language(german: Community) -> None:
    post = german.reply(german.ask("dora"))
    client = german.world.client("bob")
    late = client.put(f"/api/v1/posts/{post.pk}/bookmark", {"remind_at": "2001-01-01T00:00:00Z"}, content_type="application/json")
    assert (late.status_code, late.json()["message"]) == (400, in_german(InvalidError))
    assert late.json()["fields"] == {"remind_at": [in_german(PastTimeError)]}
    unread = client.put(f"/api/v1/posts/{post.pk}/bookmark", {"remind_at": "soon"}, content_type="application/json")
    assert (unread.status_code, unread.json()["message"]) == (400, in_german(InvalidError))
    gone = client.get(f"/api/v1/posts/{uuid4()}/poll")
    assert (gone.status_code, gone.json()["message"]) == (404, in_german(NotFoundError))


def test_a_page_refuses_in_the_readers_language(german: Community) -> None:
    topic = german.ask("dora")
    # What looks like a text to the form, and is none.
    refused = german.world.client("bob").post(f"/t/{topic.number}/reply/", {"body": " \n "})
    assert refused.status_code == 400
    assert in_german(EmptyTextError) in refused.content.decode()
