"""What a brand says about links holds for previews, posts, messages and conversations alike."""

import pytest

from brand_settings.actions import change_settings
from community.actions.editing import edit_post
from community.errors import TooManyMentionsError
from community.models import Post
from community.queries.rendering import preview_text
from kernel.errors import InvalidError
from tests.unit.community.conftest import Community

TEXT = "Call [us](tel:+4930123) or see https://example.org/help"


def set_links(community: Community, **values: object) -> None:
    change_settings(actor=community.actor("alice"), section="links", values=values)


def test_a_post_links_as_the_brand_says_and_as_its_preview_showed(community: Community) -> None:
    before = community.reply(community.ask(), "ben", TEXT)
    assert 'href="https://example.org/help"' in before.html
    assert "tel:" not in before.html
    set_links(community, bare_addresses=False, further_schemes=["TEL:"])
    assert preview_text(community.actor("ben"), TEXT) == community.reply(before.topic, "ben", TEXT).html
    after = Post.objects.latest("created_at", "pk")
    assert 'href="tel:+4930123"' in after.html
    assert 'href="https' not in after.html
    kept = Post.objects.get(pk=before.pk)
    assert kept.html == before.html, "it keeps its links until somebody edits it"
    edit_post(actor=community.actor("ben"), post_id=kept.pk, body=TEXT + "!", version=kept.version)
    assert 'href="tel:+4930123"' in Post.objects.get(pk=kept.pk).html


def test_a_quotation_beside_it_does_not_take_the_link_away(community: Community) -> None:
    set_links(community, further_schemes=["tel"])
    topic = community.ask(body="Where?")
    first = Post.objects.get(topic=topic)
    hidden = Post.objects.get(topic=community.ask("ben", space=community.staff))
    for quoted in (first, hidden):
        body = f"> [!quote post:{quoted.pk}]\n> Where?\n\n{TEXT}"
        shown = preview_text(community.actor("bob"), body)
        assert 'href="tel:+4930123"' in shown


def test_names_in_what_is_no_link_here_count_among_those_of_a_post(community: Community) -> None:
    set_links(community, bare_addresses=False)
    change_settings(
        actor=community.actor("alice"), section="limits", values={"mentions_a_post": 1, "new_member_mentions_a_post": 1}
    )
    topic = community.ask()
    with pytest.raises(TooManyMentionsError):
        community.reply(topic, "bob", "See https://example.org/?a,@ben and https://example.org/?a,@dora")
    set_links(community, bare_addresses=True)
    community.reply(topic, "bob", "See https://example.org/?a,@ben and https://example.org/?a,@dora")


@pytest.mark.parametrize("name", ["javascript", "JavaScript:", "data", "vbscript", "file", "blob", "ms-msdt", "a b", "", "1x"])
def test_a_scheme_that_browsers_could_run_cannot_be_set(community: Community, name: str) -> None:
    with pytest.raises(InvalidError) as refused:
        set_links(community, further_schemes=["tel", name])
    assert "further_schemes" in refused.value.detail["fields"]


def test_a_scheme_that_came_in_past_the_settings_is_not_linked(community: Community) -> None:
    from brand_settings.models import BrandSetting
    from kernel.clock import now

    BrandSetting.objects.create(section="links", values={"further_schemes": ["javascript", "tel"]}, changed_at=now())
    assert "href" not in community.reply(community.ask(), "ben", "[x](javascript:alert(1)) [y](tel:1)").html
