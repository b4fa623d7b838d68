"""From what a record says to what a post stores: source or words, and safe HTML."""

import multiprocessing
import os
import re
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial

from community.importers.neutral.records import Attachment, Meta, Post
from kernel.markdown import clean_foreign_html, plain_text, render_markdown
from kernel.markdown.links import USUAL_RULES, LinkRules

Rendered = tuple[str, str, str]
"""Body, safe HTML, and what the body is."""
WORTH_A_POOL = 100
"""So many Markdown texts in a batch are worth being handed to other processes."""


@dataclass(frozen=True, slots=True)
class Text:
    """One of `markdown` and `html`, and links to files of the former forum."""

    markdown: str | None
    html: str | None
    attachments: Sequence[Attachment] = ()


def render_posts(posts: Sequence[Post], meta: Meta | None, *, links: LinkRules = USUAL_RULES) -> list[Rendered]:
    """What each post becomes; relative links lead to where the file says that it comes from."""
    base = (meta.site if meta else None) or ""
    return render([Text(post.markdown, post.html, post.attachments) for post in posts], base=base, links=links)


def render(texts: Sequence[Text], *, base: str, links: LinkRules = USUAL_RULES) -> list[Rendered]:
    """What each text becomes."""
    sources = [_markdown(text) for text in texts if text.markdown is not None]
    rendered = iter(zip(sources, _render_all(sources, links), strict=True))
    return [(*next(rendered), "markdown") if text.markdown is not None else (*_html(text, base, links), "html") for text in texts]


def raise_headings(html: str) -> str:
    """HTML that was cleaned before, as it was before its headings were moved below ours."""
    return re.sub(r"<(/?)h([3-6])\b", lambda found: f"<{found[1]}h{int(found[2]) - 2}", html)


def _markdown(text: Text) -> str:
    links = "".join(f"\n\n[{_escaped(file.name)}]({file.address})" for file in text.attachments)
    return (text.markdown or "").replace("\x00", "").replace("\r\n", "\n") + links


def _html(text: Text, base: str, links: LinkRules) -> tuple[str, str]:
    html = text.html or ""
    for file in text.attachments:
        name = file.name.replace("&", "&amp;").replace("<", "&lt;")
        address = file.address.replace("&", "&amp;").replace('"', "&quot;")
        html += f'<p><a href="{address}">{name}</a></p>'
    html = clean_foreign_html(html, base=base, links=links)
    return plain_text(html), html


def _escaped(name: str) -> str:
    return "".join("\\" + sign if sign in "\\[]`*_<>&" else sign for sign in name)


def _render_all(sources: list[str], links: LinkRules) -> list[str]:
    render_one = partial(render_markdown, links=links)
    # A worker of Celery is a daemon, which may not have children.
    if len(sources) < WORTH_A_POOL or (os.cpu_count() or 1) < 2 or multiprocessing.current_process().daemon:
        return [render_one(source) for source in sources]
    return list(_pool().map(render_one, sources, chunksize=50))


@cache
def _pool() -> ProcessPoolExecutor:
    """Fresh processes: a forked one would share our database connection."""
    return ProcessPoolExecutor(max_workers=min(4, os.cpu_count() or 1), mp_context=multiprocessing.get_context("spawn"))
