"""Small questions about single posts, for subscribers."""

from uuid import UUID

from community.models.post import Post


def first_post_id(topic_id: UUID) -> UUID | None:
    """The topic's own text."""
    return Post.objects.filter(topic_id=topic_id, position=1).values_list("pk", flat=True).first()


def is_imported_post(post_id: UUID) -> bool:
    """Whether the post came with an import, or is gone: its language is what the import said."""
    return not Post.objects.filter(pk=post_id, imported_key="").exists()
