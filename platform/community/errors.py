"""What can go wrong in the community in ways that callers expect."""

from kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError, TooManyError


class EmptyTextError(InvalidError):
    """Write something first."""

    code = "empty_text"


class TextTooLongError(InvalidError):
    """This text is too long."""

    code = "text_too_long"


class BadTagError(InvalidError):
    """Tags are up to five words of letters, digits, dots, pluses and hyphens."""

    code = "bad_tag"


class TooFewTagsError(InvalidError):
    """This space asks for more tags."""

    code = "too_few_tags"


class NewTagError(InvalidError):
    """Choose from the tags that there are."""

    code = "new_tag"


class IdTakenError(ConflictError):
    """Something else has this id already."""

    code = "id_taken"


class EditConflictError(ConflictError):
    """Somebody changed this text after you opened it."""

    code = "edit_conflict"


class NotAReplyError(InvalidError):
    """Only a visible reply in this topic can be its solution."""

    code = "not_a_reply"


class OwnDecisionError(ForbiddenError):
    """Somebody else has to bring back what you wrote; you can appeal."""

    code = "own_decision"


class TopicLockedError(ForbiddenError):
    """This topic takes no more replies."""

    code = "topic_locked"


class SlugTakenError(ConflictError):
    """Another space has this address."""

    code = "slug_taken"


class GroupSlugTakenError(ConflictError):
    """Another group has this address."""

    code = "group_slug_taken"


class InvalidReplyTargetError(InvalidError):
    """The post you answer is not in this topic."""

    code = "bad_reply_target"


class InvalidTitleTargetError(InvalidError):
    """Only a topic's first post has a title and tags."""

    code = "no_title_here"


class HideTopicInsteadError(InvalidError):
    """The first post is the topic itself: hide the topic."""

    code = "hide_topic_instead"


class IdeaClosedError(ConflictError):
    """This idea takes no votes any more."""

    code = "idea_closed"


class NoVotesLeftError(ConflictError):
    """All your votes are in use. Take one back from another idea first."""

    code = "no_votes_left"


class ReasonMissingError(InvalidError):
    """Say why: everybody who voted will read it."""

    code = "reason_missing"


class KindNotAllowedError(InvalidError):
    """Topics of this kind are not kept in this space."""

    code = "kind_not_allowed"


class NotAnIdeaError(InvalidError):
    """This topic is not an idea."""

    code = "not_an_idea"


class NotAnArticleError(InvalidError):
    """This topic is not an article."""

    code = "not_an_article"


class NotAQuestionError(InvalidError):
    """This topic is not a question."""

    code = "not_a_question"


class VersionOnItsWayError(ConflictError):
    """This article has no draft at this stage."""

    code = "no_such_draft"


class OwnReviewError(ForbiddenError):
    """Somebody who did not write this version has to review it."""

    code = "own_review"


class SlowModeError(TooManyError):
    """This topic is in slow mode: wait before you reply again."""

    code = "slow_mode"


class ArchivedError(ForbiddenError):
    """This topic is archived: nothing in it changes any more."""

    code = "archived"


class NothingToMoveError(InvalidError):
    """Choose replies of this topic. Its first post stays: to move everything, merge the topic."""

    code = "nothing_to_move"


class SameTopicError(InvalidError):
    """Choose another topic than this one."""

    code = "same_topic"


class TooManyAtOnceError(InvalidError):
    """That is too much at once; take fewer."""

    code = "too_many_at_once"


class PastTimeError(InvalidError):
    """Choose a time that is still to come."""

    code = "past_time"


class MergedAwayError(NotFoundError):
    """This topic has become part of another one; `path` in the detail leads there."""

    code = "merged_away"


class DraftConflictError(ConflictError):
    """This draft was changed on another device after you opened it here."""

    code = "draft_conflict"


class BadDraftKeyError(InvalidError):
    """A draft belongs to a new topic, a reply or an edit."""

    code = "bad_draft_key"


class DraftsFullError(InvalidError):
    """There are too many drafts already: send or discard some first."""

    code = "drafts_full"


class BadPollError(InvalidError):
    """A poll needs two to twenty different answers, and as many choices as it has answers at most."""

    code = "bad_poll"


class BadBallotError(InvalidError):
    """Choose from the answers, as many as the poll asks for."""

    code = "bad_ballot"


class PollClosedError(ConflictError):
    """This poll is closed."""

    code = "poll_closed"


class PollExistsError(ConflictError):
    """This post has a poll already."""

    code = "poll_exists"


class InvalidLevelError(InvalidError):
    """Trust levels go from 0 to 4."""

    code = "bad_level"


class SilencedError(ForbiddenError):
    """You may read but not write for the time being."""

    code = "silenced"


class RefusedError(InvalidError):
    """This text cannot be published."""

    code = "refused"


class TagTakenError(ConflictError):
    """This name is in use already."""

    code = "tag_taken"


class SynonymOfSynonymError(InvalidError):
    """A synonym stands for another tag, which is no synonym itself."""

    code = "bad_synonym"


class ExclusiveTagsError(InvalidError):
    """Of these tags a topic carries one at most."""

    code = "exclusive_tags"


class BadTemplateError(InvalidError):
    """A template needs a name of at most 80 letters; a space holds at most 30."""

    code = "bad_template"


class TemplateNameTakenError(ConflictError):
    """This space has a template of this name already."""

    code = "template_name_taken"


class BadTimeError(InvalidError):
    """This time has passed already, or lies more than a year ahead."""

    code = "bad_time"


class LinksNotAllowedError(InvalidError):
    """You may not post links or pictures of other sites here yet. That comes with your trust level."""

    code = "links_not_allowed"


class TooManyMentionsError(InvalidError):
    """This text names more people than one post may."""

    code = "too_many_mentions"


class HiddenTopicError(ConflictError):
    """This topic is out of sight. Restore it first."""

    code = "hidden_topic"


class UnknownLanguageError(InvalidError):
    """Choose another language than the text's own, such as de or pt-BR."""

    code = "unknown_language"


class NotEmbeddableError(NotFoundError):
    """There are no comments for this page."""

    code = "not_embeddable"


class StaffNotIgnoredError(ForbiddenError):
    """Staff and moderators speak for the community and cannot be ignored."""

    code = "staff_not_ignored"


class TooManyBookmarksError(ConflictError):
    """You keep as many posts as one can. Remove some bookmarks first."""

    code = "too_many_bookmarks"
