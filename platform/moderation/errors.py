"""What can go wrong in moderation in ways that callers expect."""

from kernel.errors import ConflictError, ForbiddenError, InvalidError


class AlreadyDecidedError(ConflictError):
    """Somebody decided about this already."""

    code = "already_decided"


class ClaimedError(ConflictError):
    """Somebody else is working on this."""

    code = "claimed"


class AlreadyFlaggedError(ConflictError):
    """You flagged this already; the moderators will look at it."""

    code = "already_flagged"


class OwnContentError(ForbiddenError):
    """You cannot flag what you wrote yourself; edit or delete it instead."""

    code = "own_content"


class OwnJudgementError(ForbiddenError):
    """Somebody else has to judge what you wrote yourself."""

    code = "own_judgement"


class ContentChangedError(ConflictError):
    """Its author changed it after you opened it. Look at it again."""

    code = "content_changed"


class AlreadyReversedError(ConflictError):
    """The decision was taken back already."""

    code = "already_reversed"


class WaitsAgainError(ConflictError):
    """It waits in the queue again already."""

    code = "waits_again"


class AppealedError(ConflictError):
    """The decision was appealed: answer the appeal instead."""

    code = "appealed"


class NoticeIncompleteError(InvalidError):
    """A notice of illegal content says what is illegal and why, and that you are sincere."""

    code = "notice_incomplete"


class SameDeciderError(ForbiddenError):
    """Somebody who did not make the decision has to judge the appeal."""

    code = "same_decider"


class AppealTooLateError(ConflictError):
    """This decision can no longer be appealed."""

    code = "appeal_too_late"


class AlreadyAppealedError(ConflictError):
    """This decision was appealed already."""

    code = "already_appealed"


class ProtectedMemberError(ForbiddenError):
    """Staff and moderators are not penalised here; change their role first."""

    code = "protected_member"


class NothingChosenError(InvalidError):
    """Choose what this is about first."""

    code = "nothing_chosen"


class BadRuleError(InvalidError):
    """This rule does not fit."""

    code = "bad_rule"


class BadAddressError(InvalidError):
    """This is not an address of that kind."""

    code = "bad_address"


class CannotReverseError(ConflictError):
    """What this decision took away no longer exists."""

    code = "cannot_reverse"
