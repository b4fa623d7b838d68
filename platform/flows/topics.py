"""A topic and its conversation: how the one is named in the other."""

from uuid import UUID

from community.contracts import PostDigest, TopicDigest
from inbox.contracts import ConversationSource, NewMessage

KIND = "community_topic"


def source_of(topic: TopicDigest) -> ConversationSource:
    """The conversation's source; its key makes two escalations of one topic the same conversation."""
    return ConversationSource(kind=KIND, key=str(topic.id), url=topic.path, label=topic.space_name)


def message_of(post: PostDigest) -> NewMessage:
    """A post as an incoming message; its external id makes two deliveries of one post the same message."""
    return NewMessage(
        author_id=post.author_id, body=post.text, at=post.created_at, via="community", external_id=external_id(post.id)
    )


def external_id(post_id: UUID) -> str:
    """How the inbox knows a post."""
    return f"post:{post_id}"
