"""Rows of the community. Django looks for models here, so the submodules are imported."""

from community.models.announcement import BannerDismissal
from community.models.article import Article, ArticleContributor, ArticleRating, ArticleVersion
from community.models.bookmark import Bookmark
from community.models.deflection import Deflection
from community.models.draft import Draft
from community.models.embed import EmbeddedPage
from community.models.exporting import ExportRun
from community.models.group import GroupMembership, GroupRequest, MemberGroup
from community.models.idea import IdeaDecision, IdeaVote
from community.models.importing import ImportBatch, ImportRun
from community.models.member import Member
from community.models.moderation import Moderation
from community.models.moving import PostMove
from community.models.poll import Ballot, Poll, PollOption
from community.models.post import Post, PostRevision
from community.models.profile import MemberProfile
from community.models.ranking import TagUse, TopicRank
from community.models.reading import ReadingDay, TopicReading
from community.models.reference import Mention, PostLink
from community.models.relation import MemberRelation
from community.models.schedule import Schedule
from community.models.searching import SearchLog
from community.models.solution import SameProblem, Solution
from community.models.space import Space, SpaceGrant, SpaceRule
from community.models.tag import Tag, TagGroup, TopicTag
from community.models.template import PostTemplate
from community.models.timer import TopicTimer
from community.models.topic import Topic
from community.models.translation import PostTranslation
from community.models.vote import Vote
from community.models.watch import Watch

__all__ = [
    "Article",
    "ArticleContributor",
    "ArticleRating",
    "ArticleVersion",
    "Ballot",
    "BannerDismissal",
    "Bookmark",
    "Deflection",
    "Draft",
    "EmbeddedPage",
    "ExportRun",
    "GroupMembership",
    "GroupRequest",
    "IdeaDecision",
    "IdeaVote",
    "ImportBatch",
    "ImportRun",
    "Member",
    "MemberGroup",
    "MemberProfile",
    "MemberRelation",
    "Mention",
    "Moderation",
    "Poll",
    "PollOption",
    "Post",
    "PostLink",
    "PostMove",
    "PostRevision",
    "PostTemplate",
    "PostTranslation",
    "ReadingDay",
    "SameProblem",
    "Schedule",
    "SearchLog",
    "Solution",
    "Space",
    "SpaceGrant",
    "SpaceRule",
    "Tag",
    "TagGroup",
    "TagUse",
    "Topic",
    "TopicRank",
    "TopicReading",
    "TopicTag",
    "TopicTimer",
    "Vote",
    "Watch",
]
