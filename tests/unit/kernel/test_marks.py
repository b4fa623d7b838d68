"""The marks beyond CommonMark: what each becomes, and what it stays when nobody answers for it."""

from collections.abc import Mapping
from uuid import UUID

import pytest

from kernel.markdown import clean_foreign_html, excerpt, list_references, render_markdown
from kernel.markdown.cards import preview_key
from kernel.markdown.contracts import Attachment, Mention, Picture, Preview, QuoteSource
from kernel.markdown.emojis import find_emojis
from kernel.markdown.filling import fill_html, list_previews, list_quoted
from kernel.markdown.headings import table_of_contents

POST = UUID("0198d3a2-5f00-7000-8000-000000000001")
PICTURE = UUID("0198d3a2-5f00-7000-8000-000000000002")
PAPER = UUID("0198d3a2-5f00-7000-8000-000000000003")
HIDDEN = UUID("0198d3a2-5f00-7000-8000-000000000004")


class Answers:
    """Knows Ben, the staff and two uploads; notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[frozenset[object]] = []

    def mentions(self, names: frozenset[str], /) -> Mapping[str, Mention]:
        self.asked.append(frozenset(names))
        return {"ben": Mention("ben", "/u/ben/"), "crew": Mention("crew", is_group=True)}

    def uploads(self, ids: frozenset[UUID], /) -> Mapping[UUID, Picture | Attachment]:
        self.asked.append(frozenset(ids))
        return {
            PICTURE: Picture(f"/files/{PICTURE}/a.webp", 800, 600, ((f"/files/{PICTURE}/a.webp?w=320", 320),)),
            PAPER: Attachment(f"/files/{PAPER}/a.pdf", "a <b>.pdf", "1.2 MB"),
        }


def rendered(source: str) -> str:
    return render_markdown(source, resolver=Answers())


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("so ||he *dies*|| then", '<span class="spoiler" tabindex="0">he <em>dies</em></span>'),
        (
            ":::spoiler The <end>\nHe **dies**\n:::",
            '<details class="spoiler"><summary>The &lt;end&gt;</summary>\n<p dir="auto">He',
        ),
        (":::spoiler\nx\n:::", "<summary>…</summary>"),
        ("if (a || b || c)", "if (a || b || c)"),
        ("`||x||`", "<code>||x||</code>"),
        ("|||x|||", "|||x|||"),
        ("| a | b |\n|--|--|\n| 1 || 2 |", "<td>1</td>"),
        ("- [ ] a\n- [x] b", '<li class="task"><span class="task-box">☐</span> a</li>\n<li class="task task-done">'),
        ("1. [x] a", "[x] a"),
        (":smile: :+1: :nobody:", "😄 👍 :nobody:"),
        (r"\:smile: `:smile:` 10:20:30", ":smile: <code>:smile:</code> 10:20:30"),
        ("https://e.example/:smile:/x", 'href="https://e.example/:smile:/x"'),
        ("hi @Ben.", '<a class="mention" href="/u/ben/" rel="nofollow ugc noopener">@ben</a>.'),
        ("@crew", '<span class="mention mention-group">@crew</span>'),
        ("@nobody a@ben.x `@ben` [@ben](https://e.example)", "@nobody a@ben.x <code>@ben</code>"),
        (r"\@ben", "@ben</p>"),
        (f'![c"at](upload:{PICTURE} "a \'title\'")', 'width="800" height="600" loading="lazy" alt="c&quot;at"'),
        (f"![](upload:{PICTURE})", f'srcset="/files/{PICTURE}/a.webp?w=320 320w"'),
        (
            f"![](upload:{PAPER})",
            f'<a class="attachment" href="/files/{PAPER}/a.pdf" rel="nofollow ugc noopener">a &lt;b&gt;.pdf</a>',
        ),
        (f"[read](upload:{PAPER})", '<a href="/files/'),
        (f"a ![words](upload:{HIDDEN}) [more](upload:{HIDDEN}) b", '<p dir="auto">a words more b</p>'),
        (f"[![x](upload:{PICTURE})](https://e.example)", '<a href="https://e.example" rel="nofollow ugc noopener"><img '),
        ("![x](upload:nonsense)", '<img alt="x" loading="lazy">'),
    ],
)
def test_marks_become_what_the_guide_says(source: str, part: str) -> None:
    assert part in rendered(source)


def test_without_anybody_to_ask_names_stay_text() -> None:
    assert render_markdown(f"@ben ![cat](upload:{PICTURE})") == '<p dir="auto">@ben cat</p>\n'


def test_a_text_is_asked_about_once() -> None:
    answers = Answers()
    render_markdown(f"@ben @crew @ben\n\n> @x ![a](upload:{PICTURE}) [b](upload:{PAPER})", resolver=answers)
    assert answers.asked == [{"ben", "crew", "x"}, {PICTURE, PAPER}]
    render_markdown("nothing", resolver=answers)
    assert len(answers.asked) == 2


def test_a_quotation_names_its_source_to_who_may_know_it() -> None:
    stored = render_markdown(f"> [!quote post:{POST}]\n> good beer\n\nyes")
    assert "good beer" in stored
    assert list_quoted([stored]) == {POST}
    known = fill_html(stored, quotes={POST: QuoteSource("/t/x-1/#post-2", 'Ben in "<Beer>"')})
    assert (
        '<p class="quote-source" dir="auto"><a href="/t/x-1/#post-2" rel="nofollow ugc noopener">Ben in "&lt;Beer&gt;"</a></p>'
        in known
    )
    unknown = fill_html(stored)
    assert "data-quote" not in unknown
    assert "quote-source" not in unknown
    assert "good beer" in unknown


@pytest.mark.parametrize(
    "source", ["> text [!quote post:%s]", "[!quote post:%s]\ntext", "> [!quote post:%s] text", "```\n> [!quote post:%s]\n```"]
)
def test_only_the_first_line_of_a_quotation_names_a_source(source: str) -> None:
    assert list_quoted([render_markdown(source % POST)]) == set()


def test_a_link_alone_on_a_line_becomes_a_card_when_its_page_is_known() -> None:
    url = "https://e.example/a?b=1&c=2"
    stored = render_markdown(f"see\n\n{url}\n\nend")
    assert list_previews([stored]) == {preview_key(url)}
    card = fill_html(stored, previews={preview_key(url): Preview(url, "<T>", "text", "site", f"/files/{PICTURE}/p.webp", 20, 10)})
    assert '<div class="preview"><img src="/files/' in card
    assert "&lt;T&gt;" in card
    plain = fill_html(stored)
    assert "preview" not in plain
    assert f'<p dir="auto"><a href="{url.replace("&", "&amp;")}"' in plain


def test_cards_are_limited_and_not_made_of_quotations_or_of_links_in_text() -> None:
    lines = "\n\n".join(f"https://e.example/{number}" for number in range(5))
    stored = render_markdown(lines)
    previews = {key: Preview("https://e.example/", "Title") for key in list_previews([stored])}
    assert fill_html(stored, previews=previews, most_previews=2).count('class="preview"') == 2
    for source in ("> https://e.example/", "see https://e.example/", "- https://e.example/", "[x](https://e.example/)"):
        assert list_previews([render_markdown(source)]) == set()


def test_headings_are_anchors_that_no_script_takes_for_its_own() -> None:
    html = render_markdown("# Über *uns*\n\n## document\n\n## document\n\n# 日本", anchors="a1")
    assert [(line.depth, line.anchor, line.text) for line in table_of_contents(html)] == [
        (1, "s-a1-über-uns", "Über uns"),
        (2, "s-a1-document", "document"),
        (2, "s-a1-document-2", "document"),
        (1, "s-a1-日本", "日本"),
    ]
    assert "id=" not in render_markdown("# document")


def test_a_text_says_whom_and_what_it_names() -> None:
    refers = list_references(f"@Ben\n\n> [!quote post:{POST}]\n> x\n\nhttps://e.example/\n\n![a](upload:{PICTURE})\n\n`@code`")
    assert refers.mentions == {"ben"}
    assert refers.quotes == {POST}
    assert refers.uploads == {PICTURE}
    assert refers.links == ("https://e.example/",)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("> you said\n\nI say", "I say"),
        ("> one\n> > two\n>\n> three\n\nfour\n\n> five", "four"),
        ("> nothing but this", "nothing but this"),
    ],
)
def test_an_excerpt_tells_what_its_author_said(source: str, said: str) -> None:
    assert excerpt(render_markdown(source)) == said


def test_an_excerpt_keeps_the_secret() -> None:
    html = render_markdown("So ||he ||truly|| dies|| then\n\n:::spoiler End\nof ||it||\n\n:::\n\nbye")
    assert "dies" not in excerpt(html)
    assert "of" not in excerpt(html)
    assert excerpt(html).endswith("bye")


def test_another_system_cannot_leave_places_to_be_filled_in() -> None:
    html = clean_foreign_html(
        f'<blockquote data-quote="{POST}">x</blockquote><p data-preview="{"a" * 32}">y</p><h1 id="s-a">z</h1>',
        base="https://e.example/",
    )
    assert "data-" not in html
    assert "id=" not in html


def test_emoji_are_found_by_the_beginning_of_a_name() -> None:
    names = [name for name, _ in find_emojis("smi", most=5)]
    assert len(names) == 5
    assert all(name.startswith("smi") for name in names)
    assert dict(find_emojis("+1"))["+1"] == "👍"
