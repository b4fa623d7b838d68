"""Rows of the community. Django looks for models here, so the submodules are imported."""

from community.models.moderation import Moderation
from community.models.post import Post, PostRevision
from community.models.space import Space, SpaceGrant
from community.models.tag import Tag, TopicTag
from community.models.topic import Topic
from community.models.vote import Vote

__all__ = ["Moderation", "Post", "PostRevision", "Space", "SpaceGrant", "Tag", "Topic", "TopicTag", "Vote"]
