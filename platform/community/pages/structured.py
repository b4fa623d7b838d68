"""What search engines may know of a question: schema.org's QAPage, made of public facts alone."""

from typing import Any

import orjson
from markupsafe import Markup

from community.queries.reading import PostView, TopicView
from kernel.markdown import plain_text

MOST_ANSWERS = 10


def qa_page(view: TopicView, origin: str) -> Markup:
    """JSON-LD that is safe inside a script element."""
    topic = view.topic
    visible = [reply for reply in view.replies if not reply.is_hidden]
    solution = view.solution
    question: dict[str, Any] = {
        "@type": "Question",
        "name": topic.title,
        "text": plain_text(view.first.html),
        "url": origin + view.path,
        "answerCount": topic.reply_count,
        "upvoteCount": max(topic.score, 0),
        "datePublished": topic.created_at.isoformat(),
        "inLanguage": topic.language,
        "author": _author(view.first, origin),
        "suggestedAnswer": [_answer(r, view, origin) for r in visible if not r.is_solution][:MOST_ANSWERS],
    }
    if solution is not None:
        question["acceptedAnswer"] = _answer(solution, view, origin)
    return as_script({"@context": "https://schema.org", "@type": "QAPage", "mainEntity": question})


def as_script(data: dict[str, Any]) -> Markup:
    """JSON that cannot end the script element it stands in."""
    text = orjson.dumps(data).decode()
    for character, escaped in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(character, escaped)
    return Markup(text)  # noqa: S704 - escaped right here


def _answer(post: PostView, view: TopicView, origin: str) -> dict[str, Any]:
    return {
        "@type": "Answer",
        "text": plain_text(post.html),
        "url": f"{origin}{view.path}#post-{post.position}",
        "upvoteCount": max(post.score, 0),
        "datePublished": post.created_at.isoformat(),
        "author": _author(post, origin),
    }


def _author(post: PostView, origin: str) -> dict[str, Any]:
    author: dict[str, Any] = {"@type": "Person", "name": post.author.name}
    if post.author.path:
        author["url"] = origin + post.author.path
    return author
