"""What can go wrong in the community in ways that callers expect."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError, TooManyError


class EmptyTextError(InvalidError):
    """Write something first."""

    code = "empty_text"
    message = _("Write something first.")


class TextTooLongError(InvalidError):
    """This text is too long."""

    code = "text_too_long"
    message = _("This text is too long.")


class BadTagError(InvalidError):
    """Tags are up to five words of letters, digits, dots, pluses and hyphens."""

    code = "bad_tag"
    message = _("Tags are up to five words of letters, digits, dots, pluses and hyphens.")


class TooFewTagsError(InvalidError):
    """This space asks for more tags."""

    code = "too_few_tags"
    message = _("This space asks for more tags.")


class NewTagError(InvalidError):
    """Choose from the tags that there are."""

    code = "new_tag"
    message = _("Choose from the tags that there are.")


class IdTakenError(ConflictError):
    """Something else has this id already."""

    code = "id_taken"
    message = _("Something else has this id already.")


class EditConflictError(ConflictError):
    """Somebody changed this text after you opened it."""

    code = "edit_conflict"
    message = _("Somebody changed this text after you opened it.")


class NotAReplyError(InvalidError):
    """Only a visible reply in this topic can be its solution."""

    code = "not_a_reply"
    message = _("Only a visible reply in this topic can be its solution.")


class OwnDecisionError(ForbiddenError):
    """Somebody else has to bring back what you wrote; you can appeal."""

    code = "own_decision"
    message = _("Somebody else has to bring back what you wrote; you can appeal.")


class TopicLockedError(ForbiddenError):
    """This topic takes no more replies."""

    code = "topic_locked"
    message = _("This topic takes no more replies.")


class SlugTakenError(ConflictError):
    """Another space has this address."""

    code = "slug_taken"
    message = _("Another space has this address.")


class GroupSlugTakenError(ConflictError):
    """Another group has this address."""

    code = "group_slug_taken"
    message = _("Another group has this address.")


class InvalidReplyTargetError(InvalidError):
    """The post you answer is not in this topic."""

    code = "bad_reply_target"
    message = _("The post you answer is not in this topic.")


class InvalidTitleTargetError(InvalidError):
    """Only a topic's first post has a title and tags."""

    code = "no_title_here"
    message = _("Only a topic's first post has a title and tags.")


class HideTopicInsteadError(InvalidError):
    """The first post is the topic itself: hide the topic."""

    code = "hide_topic_instead"
    message = _("The first post is the topic itself: hide the topic.")


class IdeaClosedError(ConflictError):
    """This idea takes no votes any more."""

    code = "idea_closed"
    message = _("This idea takes no votes any more.")


class NoVotesLeftError(ConflictError):
    """All your votes are in use. Take one back from another idea first."""

    code = "no_votes_left"
    message = _("All your votes are in use. Take one back from another idea first.")


class ReasonMissingError(InvalidError):
    """Say why: everybody who voted will read it."""

    code = "reason_missing"
    message = _("Say why: everybody who voted will read it.")


class KindNotAllowedError(InvalidError):
    """Topics of this kind are not kept in this space."""

    code = "kind_not_allowed"
    message = _("Topics of this kind are not kept in this space.")


class NotAnIdeaError(InvalidError):
    """This topic is not an idea."""

    code = "not_an_idea"
    message = _("This topic is not an idea.")


class NotAnArticleError(InvalidError):
    """This topic is not an article."""

    code = "not_an_article"
    message = _("This topic is not an article.")


class NotAQuestionError(InvalidError):
    """This topic is not a question."""

    code = "not_a_question"
    message = _("This topic is not a question.")


class VersionOnItsWayError(ConflictError):
    """This article has no draft at this stage."""

    code = "no_such_draft"
    message = _("This article has no draft at this stage.")


class OwnReviewError(ForbiddenError):
    """Somebody who did not write this version has to review it."""

    code = "own_review"
    message = _("Somebody who did not write this version has to review it.")


class SlowModeError(TooManyError):
    """This topic is in slow mode: wait before you reply again."""

    code = "slow_mode"
    message = _("This topic is in slow mode. Wait a moment before you reply again.")


class NothingToMoveError(InvalidError):
    """Choose replies of this topic. Its first post stays: to move everything, merge the topic."""

    code = "nothing_to_move"
    message = _("Choose replies of this topic. Its first post stays: to move everything, merge the topic.")


class SameTopicError(InvalidError):
    """Choose another topic than this one."""

    code = "same_topic"
    message = _("Choose another topic than this one.")


class TooManyAtOnceError(InvalidError):
    """That is too much at once; take fewer."""

    code = "too_many_at_once"
    message = _("That is too much at once; take fewer.")


class PastTimeError(InvalidError):
    """Choose a time that is still to come."""

    code = "past_time"
    message = _("Choose a time that is still to come.")


class MergedAwayError(NotFoundError):
    """This topic has become part of another one; `path` in the detail leads there."""

    code = "merged_away"
    message = _("This topic has become part of another one.")


class DraftConflictError(ConflictError):
    """This draft was changed on another device after you opened it here."""

    code = "draft_conflict"
    message = _("This draft was changed on another device after you opened it here.")


class BadDraftKeyError(InvalidError):
    """A draft belongs to a new topic, a reply or an edit."""

    code = "bad_draft_key"
    message = _("A draft belongs to a new topic, a reply or an edit.")


class DraftsFullError(InvalidError):
    """There are too many drafts already: send or discard some first."""

    code = "drafts_full"
    message = _("There are too many drafts already: send or discard some first.")


class BadPollError(InvalidError):
    """A poll needs two to twenty different answers, and as many choices as it has answers at most."""

    code = "bad_poll"
    message = _("A poll needs two to twenty different answers, and as many choices as it has answers at most.")


class BadBallotError(InvalidError):
    """Choose from the answers, as many as the poll asks for."""

    code = "bad_ballot"
    message = _("Choose from the answers, as many as the poll asks for.")


class PollClosedError(ConflictError):
    """This poll is closed."""

    code = "poll_closed"
    message = _("This poll is closed.")


class PollExistsError(ConflictError):
    """This post has a poll already."""

    code = "poll_exists"
    message = _("This post has a poll already.")


class InvalidLevelError(InvalidError):
    """Trust levels go from 0 to 4."""

    code = "bad_level"
    message = _("Trust levels go from 0 to 4.")


class SilencedError(ForbiddenError):
    """You may read but not write for the time being."""

    code = "silenced"
    message = _("You may read but not write for the time being.")


class RefusedLatelyError(ConflictError):
    """You were not taken in when you last asked. You can ask again later; the owners of the group can also add you."""

    code = "refused_lately"
    message = _("You were not taken in when you last asked. You can ask again later; the owners of the group can also add you.")


class RefusedError(InvalidError):
    """This text cannot be published."""

    code = "refused"
    message = _("This text cannot be published.")


class TagTakenError(ConflictError):
    """This name is in use already."""

    code = "tag_taken"
    message = _("This name is in use already.")


class SynonymOfSynonymError(InvalidError):
    """A synonym stands for another tag, which is no synonym itself."""

    code = "bad_synonym"
    message = _("A synonym stands for another tag, which is no synonym itself.")


class ExclusiveTagsError(InvalidError):
    """Of these tags a topic carries one at most."""

    code = "exclusive_tags"
    message = _("Of these tags a topic carries one at most.")


class BadTemplateError(InvalidError):
    """A template needs a name of at most 80 letters; a space holds at most 30."""

    code = "bad_template"
    message = _("A template needs a name of at most 80 letters; a space holds at most 30.")


class TemplateNameTakenError(ConflictError):
    """This space has a template of this name already."""

    code = "template_name_taken"
    message = _("This space has a template of this name already.")


class BadTimeError(InvalidError):
    """This time has passed already, or lies more than a year ahead."""

    code = "bad_time"
    message = _("This time has passed already, or lies more than a year ahead.")


class LinksNotAllowedError(InvalidError):
    """You may not post links or pictures of other sites here yet. That comes with your trust level."""

    code = "links_not_allowed"
    message = _("You may not post links or pictures of other sites here yet. That comes with your trust level.")


class TooManyMentionsError(InvalidError):
    """This text names more people than one post may."""

    code = "too_many_mentions"
    message = _("This text names more people than one post may.")


class HiddenTopicError(ConflictError):
    """This topic is out of sight. Restore it first."""

    code = "hidden_topic"
    message = _("This topic is out of sight. Restore it first.")


class UnknownLanguageError(InvalidError):
    """Choose another language than the text's own, such as de or pt-BR."""

    code = "unknown_language"
    message = _("Choose another language than the text's own, such as de or pt-BR.")


class NotEmbeddableError(NotFoundError):
    """There are no comments for this page."""

    code = "not_embeddable"
    message = _("There are no comments for this page.")


class StaffNotIgnoredError(ForbiddenError):
    """Staff and moderators speak for the community and cannot be ignored."""

    code = "staff_not_ignored"
    message = _("Staff and moderators speak for the community and cannot be ignored.")


class TooManyBookmarksError(ConflictError):
    """You keep as many posts as one can. Remove some bookmarks first."""

    code = "too_many_bookmarks"
    message = _("You keep as many posts as one can. Remove some bookmarks first.")
