"""What a search engine shows below a page's title."""

import re

import pytest

from tests.unit.community.conftest import Community


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/topics/",
        "/s/machines/",
        "/s/empty/",
        "/tags/",
        "/tags/descaling/",
        "/ideas/",
        "/kb/",
        "/search/",
        "/badges/",
        "/leaderboard/",
    ],
)
def test_a_page_that_may_be_found_says_what_it_holds(community: Community, path: str) -> None:
    from community.actions.spaces import create_space

    create_space(actor=community.actor("alice"), name="Empty", slug="empty")
    community.ask(tags=["descaling"])

    page = community.world.client(None).get(path).content.decode()

    described = re.findall(r'<meta name="description" content="([^"]*)">', page)
    assert len(described) == 1
    assert len(described[0]) >= 10
