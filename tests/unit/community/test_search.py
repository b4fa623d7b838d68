"""Search: languages, scripts, ranking, misspellings, and never more than the reader may see."""

import pytest
from django.db import connection
from markupsafe import Markup

from community.actions.solutions import accept_solution
from community.queries.search import highlight, search_topics
from community.queries.spaces import list_spaces
from tests.unit.community.conftest import Community
from tests.worlds import in_globex


def _titles(community: Community, wanted: str, reader: str = "bob") -> list[str]:
    return [hit.topic.title for hit in search_topics(list_spaces(community.actor(reader)), wanted).hits]


@pytest.mark.parametrize(
    ("language", "title", "wanted"),
    [
        ("en", "The machine keeps leaking", "leak machines"),
        ("de", "Die Maschinen verlieren Wasser", "Maschine"),
        ("es", "Las cafeteras pierden agua", "cafetera"),
        ("fr", "Mes machines fuient", "machine"),
        ("pt", "As máquinas pararam", "máquina"),
        ("ar", "الآلة تسرب الماء", "الماء"),
        ("ja", "コーヒーメーカーが水漏れします", "水漏れ"),
    ],
)
def test_words_are_found_in_each_language(community: Community, language: str, title: str, wanted: str) -> None:
    community.ask(title=title, language=language, body="…")
    community.ask(title="Something else", body="…")
    assert _titles(community, wanted) == [title]


def test_order_of_characters_matters_where_words_are_not_spaced(community: Community) -> None:
    community.ask(title="水漏れ", language="ja")
    assert _titles(community, "漏水") == []


def test_replies_are_searched_and_lead_to_their_post(community: Community) -> None:
    topic = community.ask(title="It blinks")
    community.reply(topic, "dora", "Descale it with citric acid, <b>slowly</b>.")
    hit = search_topics(list_spaces(community.actor("bob")), "citric").hits[0]
    assert hit.path.endswith(f"-{topic.number}/#post-2")
    assert "<mark>citric</mark> acid, &lt;b&gt;slowly" in hit.snippet


def test_title_beats_text_and_solved_beats_open(community: Community) -> None:
    community.ask(title="Other words", body="Something about filters and filters")
    community.ask(title="Filter is stuck", body="Help")
    solved = community.ask(title="Filter was stuck", body="Help")
    accept_solution(actor=community.actor("bob"), topic_id=solved.pk, post_id=community.reply(solved).pk)
    assert _titles(community, "filter") == ["Filter was stuck", "Filter is stuck", "Other words"]


def test_misspelt_and_half_words_find_titles(community: Community) -> None:
    community.ask(title="Descaling the espresso machine")
    assert _titles(community, "expresso") == ["Descaling the espresso machine"]
    assert _titles(community, "desca") == ["Descaling the espresso machine"]


@pytest.mark.parametrize("wanted", ["%", "_", "\\", "'", '"', "a & | !", "((", "\x00", "-", " ", "<script>", ":*", "x" * 500])
def test_any_text_is_a_search(community: Community, wanted: str) -> None:
    community.ask()
    assert _titles(community, wanted) == []
    assert community.world.client().get("/search/", {"q": wanted}).status_code == 200


def test_another_brand_finds_nothing_even_with_our_space_ids(community: Community) -> None:
    community.ask(title="Filter is stuck")
    spaces = list_spaces(community.actor("bob"))
    with in_globex():
        assert search_topics(spaces, "filter").hits == []
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM community_search('filter', %s, 10)", [[space.pk for space in spaces]])
            assert cursor.fetchall() == []


def test_hits_come_in_pages(community: Community) -> None:
    for number in range(5):
        community.ask(title=f"Filter {number}")
    spaces = list_spaces(community.actor("bob"))
    first, third = search_topics(spaces, "filter", size=2), search_topics(spaces, "filter", page=3, size=2)
    assert (len(first.hits), first.has_next, len(third.hits), third.has_next) == (2, True, 1, False)


def test_highlight_marks_whole_words_and_escapes_the_rest() -> None:
    assert highlight("<i>Filters</i> refilter", ["filt"]) == Markup("&lt;i&gt;<mark>Filters</mark>&lt;/i&gt; refilter")
