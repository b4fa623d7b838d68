"""What is no contribution of its own is looked at too: polls, tags, translations, profiles, titles of pages and of groups."""

from typing import Any

import pytest

from community.errors import RefusedError
from community.screening import Circumstances
from kernel.errors import DomainError, TooManyError
from moderation.actions.ruling import save_rule
from moderation.models import ScreenedText
from tests.unit.moderation.conftest import Moderated

CAME = Circumstances()
BAD = "Best casino in town"


@pytest.fixture
def ruled(moderated: Moderated) -> Moderated:
    """A brand that wants no casino, and looks at everything of new members first."""
    alice = moderated.actor("alice")
    save_rule(actor=alice, name="Casino", effect="hold", conditions={"words": [{"words": ["casino"]}]})
    save_rule(actor=alice, name="New", effect="hold", conditions={"first_posts": 3})
    moderated.trust("tina", 3)
    return moderated


def poll(moderated: Moderated, words: str) -> None:
    from community.actions.polling import PollText, create_poll
    from community.models import Post

    topic = moderated.community.ask("tina", title="Which one?")
    post = Post.objects.get(topic=topic)
    asked = PollText(options=[words, "None of them"], question="Where to?")
    create_poll(actor=moderated.actor("tina"), post_id=post.pk, poll=asked, circumstances=CAME)


def poll_of_a_new_topic(moderated: Moderated, words: str) -> None:
    from community.actions.polling import PollText

    asked = PollText(options=["One", "Two"], question=words)
    moderated.community.ask("tina", title="Which one?", poll=asked, circumstances=Circumstances(typed_ms=60_000))


def tag(moderated: Moderated, words: str) -> None:
    moderated.community.ask("tina", tags=[words.split()[1].lower()], circumstances=Circumstances(typed_ms=60_000))


def translation(moderated: Moderated, words: str) -> None:
    from community.actions.translating import translate_post

    post = moderated.community.reply(moderated.community.ask("bob"))
    translate_post(actor=moderated.actor("tina"), post_id=post.pk, language="de", body=words, circumstances=CAME)


def about(moderated: Moderated, words: str) -> None:
    from community.actions.profiling import change_member_profile

    change_member_profile(actor=moderated.actor("tina"), about=words, circumstances=CAME)


def location(moderated: Moderated, words: str) -> None:
    from community.actions.profiling import change_member_profile

    change_member_profile(actor=moderated.actor("tina"), location=words, circumstances=CAME)


def group(moderated: Moderated, words: str) -> None:
    from messaging.actions.sending import begin_exchange
    from messaging.contracts import Circumstances as Came

    users = [moderated.world.users[name].pk for name in ("bob", "dora")]
    begin_exchange(actor=moderated.actor("tina"), user_ids=users, title=words, body="Hello you two.", circumstances=Came())


def new_name_of_a_group(moderated: Moderated, words: str) -> None:
    from messaging.actions.arranging import change_exchange
    from messaging.actions.sending import begin_exchange
    from messaging.contracts import Circumstances as Came

    users = [moderated.world.users[name].pk for name in ("bob", "dora")]
    found = begin_exchange(actor=moderated.actor("tina"), user_ids=users, title="We", body="Hello you two.")
    change_exchange(actor=moderated.actor("tina"), exchange_id=found.pk, title=words, circumstances=Came())


def page(moderated: Moderated, words: str) -> None:
    from brand_settings.actions import change_settings
    from community.actions.embedding import comment_on_page

    alice = moderated.actor("alice")
    values = {"comments": True, "sites": ["https://shop.example"], "space": "machines", "host": str(alice.user_id)}
    change_settings(actor=alice, section="embedding", values=values)
    comment_on_page(
        actor=moderated.actor("tina"),
        url="https://shop.example/kettle",
        title=words,
        body="I like it.",
        circumstances=Circumstances(typed_ms=60_000),
    )


PARTS = [poll, poll_of_a_new_topic, tag, translation, about, location, group, new_name_of_a_group, page]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_text_that_others_read_is_looked_at(ruled: Moderated, part: Any) -> None:
    with pytest.raises(DomainError) as refused:
        part(ruled, BAD)
    assert refused.value.code in {"refused", "message_refused"}, refused.value.code


@pytest.mark.parametrize("part", [*PARTS[:1], *PARTS[3:6]], ids=lambda part: part.__name__)
def test_rules_about_the_writer_alone_stop_no_part(ruled: Moderated, part: Any) -> None:
    part(ruled, "Best kettle in town")


def test_staff_are_not_screened(ruled: Moderated) -> None:
    from community.actions.profiling import change_member_profile

    change_member_profile(actor=ruled.actor("ben"), about=BAD, circumstances=CAME)


def test_parts_do_not_end_a_probation(moderated: Moderated) -> None:
    from community.actions.profiling import change_member_profile
    from moderation.actions.penalising import lift_penalty, penalise

    moderated.reply(body="Before")
    mo = moderated.actor("mo")
    lift_penalty(actor=mo, penalty_id=penalise(actor=mo, user_id=moderated.world.users["eve"].pk, kind="silence").pk)
    for index in range(5):
        change_member_profile(actor=moderated.actor("eve"), about=f"About me {index}", circumstances=CAME)
    assert ScreenedText.objects.filter(kind="profile").count() == 5
    assert moderated.reply(body="Back again").hidden_as == "held"


def test_translations_profiles_and_polls_have_limits(moderated: Moderated) -> None:
    from community.actions.profiling import change_member_profile
    from community.actions.translating import translate_post

    moderated.loosen(translations_a_day=1, profile_changes_a_day=1)
    tina = moderated.actor("tina")
    moderated.trust("tina", 1)
    post = moderated.community.reply(moderated.community.ask("bob"))
    from brand_settings.actions import change_settings

    change_settings(actor=moderated.actor("alice"), section="languages", values={"translate_level": 1})
    tina = moderated.actor("tina")
    translate_post(actor=tina, post_id=post.pk, language="de", body="Nimm Essig.", circumstances=CAME)
    with pytest.raises(TooManyError):
        translate_post(actor=tina, post_id=post.pk, language="fr", body="Du vinaigre.", circumstances=CAME)
    change_member_profile(actor=tina, about="One", circumstances=CAME)
    with pytest.raises(TooManyError):
        change_member_profile(actor=tina, about="Two", circumstances=CAME)


def test_pages_and_api_pass_what_came(ruled: Moderated) -> None:
    tina = ruled.world.client("tina")
    answer = tina.patch("/api/v1/profile", {"about": BAD}, content_type="application/json")
    assert answer.status_code == 400
    post = ruled.community.reply(ruled.community.ask("bob"))
    from brand_settings.actions import change_settings

    change_settings(actor=ruled.actor("alice"), section="languages", values={"translate_level": 1})
    answer = tina.post(f"/posts/{post.pk}/translation/", {"language": "de", "body": BAD})
    assert answer.status_code in {400, 404}


def test_refusal_is_the_communitys_own(ruled: Moderated) -> None:
    with pytest.raises(RefusedError):
        about(ruled, BAD)
