"""What can go wrong in the community in ways that callers expect."""

from kernel.errors import ConflictError, ForbiddenError, InvalidError


class EmptyTextError(InvalidError):
    """Write something first."""

    code = "empty_text"


class TextTooLongError(InvalidError):
    """This text is too long."""

    code = "text_too_long"


class BadTagError(InvalidError):
    """Tags are up to five words of letters, digits, dots, pluses and hyphens."""

    code = "bad_tag"


class IdTakenError(ConflictError):
    """Something else has this id already."""

    code = "id_taken"


class EditConflictError(ConflictError):
    """Somebody changed this text after you opened it."""

    code = "edit_conflict"


class NotAReplyError(InvalidError):
    """Only a visible reply in this topic can be its solution."""

    code = "not_a_reply"


class TopicLockedError(ForbiddenError):
    """This topic takes no more replies."""

    code = "topic_locked"


class SlugTakenError(ConflictError):
    """Another space has this address."""

    code = "slug_taken"


class InvalidReplyTargetError(InvalidError):
    """The post you answer is not in this topic."""

    code = "bad_reply_target"


class InvalidTitleTargetError(InvalidError):
    """Only a topic's first post has a title and tags."""

    code = "no_title_here"


class HideTopicInsteadError(InvalidError):
    """The first post is the topic itself: hide the topic."""

    code = "hide_topic_instead"
