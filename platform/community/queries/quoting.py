"""A post as a quotation in Markdown."""

from community.models.post import Post

LONGEST = 4_000


def quotation_of(post: Post, text: str = "") -> str:
    """The post's text, or some words out of it, as a quotation that names its source by id alone.

    Who wrote it and where is filled in for each reader (kernel.markdown.quotes), so a quotation carried into another
    topic tells nobody more than they may know. What the post itself quotes is left out.
    """
    source = text or post.body
    lines = [line for line in source[:LONGEST].split("\n") if text or not line.lstrip().startswith(">")]
    quoted = "\n".join(f"> {line}".rstrip() for line in "\n".join(lines).strip("\n").split("\n"))
    return f"> [!quote post:{post.pk}]\n{quoted}\n\n"
