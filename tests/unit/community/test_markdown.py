"""Texts of people: what becomes of their Markdown, and what cannot come of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.markdown import clean_foreign_html, excerpt, plain_text, render_markdown

NASTY = {
    "script": "<script>alert(1)</script>",
    "split-script": "<<script>Foo</script>script>alert(1)",
    "image-handler": '<img src=x onerror="alert(1)">',
    "svg": '<svg onload="alert(1)"><script>alert(1)</script></svg>',
    "link": "[x](javascript:alert(1))",
    "link-tab": "[x](java\tscript:alert(1))",
    "link-entity": "[x](javascript&colon;alert(1))",
    "link-newline": "[x](<java\nscript:alert(1)>)",
    "autolink": "<javascript:alert(1)>",
    "data": "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "vbscript": "[x](vbscript:msgbox(1))",
    "image-js": "![x](javascript:alert(1))",
    "title-breakout": '[x](https://e.example "a\\" onmouseover=\\"alert(1)")',
    "alt-breakout": '![" onerror="alert(1)](https://e.example/i.png)',
    "fence-info": '```"><script>alert(1)</script>\nx\n```',
    "style": '<p style="background:url(javascript:alert(1))">x</p>',
    "iframe": '<iframe src="https://e.example"></iframe>',
    "form": '<form action="https://e.example"><input name=password></form>',
    "math": "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "comment": "<!--><img src=x onerror=alert(1)>-->",
    "template": "<template><script>alert(1)</script></template>",
    "base": '<base href="https://evil.example/">',
    "meta": '<meta http-equiv="refresh" content="0;url=https://e.example">',
    "null": "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "nested-quote": ">" * 500 + " deep",
    "nested-list": "\n".join("  " * depth + "- x" for depth in range(300)),
    "brackets": "[" * 3_000,
    "emphasis": "*a_" * 3_000,
}
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)([^>]*)>")
_ALLOWED = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "pre",
    "code",
    "em",
    "strong",
    "s",
    "a",
    "img",
    "br",
    "hr",
    "div",
}


def _assert_harmless(html: str) -> None:
    for _, tag, rest in _TAG.findall(html):
        assert tag in _ALLOWED, html
        assert not re.search(r"""(^|["'\s])(on\w+|style|srcdoc|formaction|id|name)\s*=""", re.sub(r'"[^"]*"', '""', rest)), html
        for address in re.findall(r'(?:href|src)="([^"]*)"', rest):
            assert re.match(r"(https?:|mailto:|[^:]*$|[^:]*[()]|[/#?])", address), html


@pytest.mark.parametrize("source", NASTY.values(), ids=NASTY.keys())
def test_nasty_text_is_harmless_as_markdown_and_as_foreign_html(source: str) -> None:
    _assert_harmless(render_markdown(source))
    _assert_harmless(clean_foreign_html(source, base="https://site.example/"))


@given(st.text(alphabet=st.sampled_from("<>\"'&;:/=()[]!*_`~#->|\\ \n\taonjsricpt"), max_size=80))
def test_no_text_makes_harmful_html(source: str) -> None:
    _assert_harmless(render_markdown(source))


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("**a** _b_ ~~c~~ `d`", '<p dir="auto"><strong>a</strong> <em>b</em> <s>c</s> <code>d</code></p>\n'),
        ("# Big", '<h3 dir="auto">Big</h3>\n'),
        ("- a\n- b", '<ul dir="auto">\n<li>a</li>\n<li>b</li>\n</ul>\n'),
        ("3. c", '<ol start="3" dir="auto">\n<li>c</li>\n</ol>\n'),
        ("> q", '<blockquote dir="auto">\n<p dir="auto">q</p>\n</blockquote>\n'),
        (
            "```py\nif a < b: ...\n```",
            '<pre dir="auto" tabindex="0"><code class="language-py">if a &lt; b: ...\n</code></pre>\n',
        ),
        ("a < b & c", '<p dir="auto">a &lt; b &amp; c</p>\n'),
        ("<b>shown</b>", '<p dir="auto">&lt;b&gt;shown&lt;/b&gt;</p>\n'),
    ],
    ids=["inline", "heading", "bullets", "start", "quote", "code", "signs", "html-is-text"],
)
def test_markdown_becomes_html(source: str, html: str) -> None:
    assert render_markdown(source) == html


def test_links_carry_no_reputation_and_bare_addresses_are_links() -> None:
    html = render_markdown("see https://e.example/a?b=1&c=2 and [here](https://e.example 'Title')")
    assert html.count('rel="nofollow ugc noopener"') == 2
    assert 'href="https://e.example/a?b=1&amp;c=2"' in html


def test_tables_scroll_and_keep_their_alignment() -> None:
    html = render_markdown("| a | b |\n|:--|--:|\n| 1 | 2 |")
    assert html.startswith('<div class="table-scroll" tabindex="0"><table dir="auto">')
    assert '<th class="align-start">a</th>' in html
    assert '<td class="align-end">2</td>' in html


def test_pictures_load_late_and_only_over_https() -> None:
    assert 'src="https://e.example/i.png"' in render_markdown("![alt](https://e.example/i.png)")
    assert 'loading="lazy"' in render_markdown("![alt](https://e.example/i.png)")
    assert "src" not in render_markdown("![alt](http://e.example/i.png)")


def test_rendering_cleaned_html_again_changes_nothing() -> None:
    once = clean_foreign_html('<h1>A</h1><p onclick="x">b <i>c</i></p><a href="/x">d</a>', base="https://s.example/")
    assert once == '<h3 dir="auto">A</h3><p dir="auto">b c</p><a href="https://s.example/x" rel="nofollow ugc noopener">d</a>'


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p><p>b</p>", "a b"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        ("<p>1 &lt; 2 &amp;amp; 3</p>", "1 < 2 &amp; 3"),
        ("<p>a<br>b</p>", "a b"),
    ],
)
def test_plain_text_keeps_words_apart(html: str, text: str) -> None:
    assert plain_text(html) == text


def test_excerpt_ends_at_a_word() -> None:
    assert excerpt("<p>The quick brown fox jumps</p>", 18) == "The quick brown…"
    assert excerpt("<p>short</p>", 18) == "short"
    assert len(excerpt("<p>" + "長い文章" * 50 + "</p>", 40)) == 40
