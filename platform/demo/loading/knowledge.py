"""Tags with their groups, and articles of the knowledge base."""

from functools import partial
from uuid import UUID

from community.actions.articles import begin_article, publish_version, submit_version
from community.actions.tagging import create_tag, create_tag_group
from demo.contracts import ArticleText, BrandText, TagGroupText
from demo.loading.progress import Progress


def load_tags(progress: Progress, brand: BrandText) -> int:
    """How many groups of tags were made."""
    return sum(progress.once(f"tags:{group.key}", partial(_group, progress, group)) for group in brand.tag_group)


def load_articles(progress: Progress, brand: BrandText) -> int:
    """How many articles were published, the oldest first."""
    ordered = sorted(brand.article, key=lambda article: article.age, reverse=True)
    return sum(progress.once(f"article:{text.key}", partial(_article, progress, text)) for text in ordered)


def _group(progress: Progress, text: TagGroupText) -> UUID:
    group = create_tag_group(actor=progress.system, name=text.name)
    for name, description in text.tags.items():
        create_tag(actor=progress.system, name=name, description=description, group_id=group.pk)
    return group.pk


def _article(progress: Progress, text: ArticleText) -> UUID:
    at, author = progress.began - text.age, progress.actor(text.author)
    made = begin_article(
        actor=author,
        space_id=progress.id_of(f"space:{text.space}"),
        title=text.title,
        body=text.body.strip(),
        tags=text.tags,
        id=progress.stable_id(f"article:{text.key}", at),
        at=at,
    )
    submit_version(actor=author, topic_id=made.pk, at=at)
    publish_version(actor=progress.actor(text.reviewer), topic_id=made.pk, at=at)
    return made.pk
