"""What can go wrong in moderation in ways that callers expect."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import ConflictError, ForbiddenError, InvalidError


class AlreadyDecidedError(ConflictError):
    """Somebody decided about this already."""

    code = "already_decided"
    message = _("Somebody decided about this already.")


class ClaimedError(ConflictError):
    """Somebody else is working on this."""

    code = "claimed"
    message = _("Somebody else is working on this.")


class OwnContentError(ForbiddenError):
    """You cannot flag what you wrote yourself; edit or delete it instead."""

    code = "own_content"
    message = _("You cannot flag what you wrote yourself; edit or delete it instead.")


class OwnJudgementError(ForbiddenError):
    """Somebody else has to judge what you wrote yourself."""

    code = "own_judgement"
    message = _("Somebody else has to judge what you wrote yourself.")


class ContentChangedError(ConflictError):
    """Its author changed it after you opened it. Look at it again."""

    code = "content_changed"
    message = _("Its author changed it after you opened it. Look at it again.")


class AlreadyReversedError(ConflictError):
    """The decision was taken back already."""

    code = "already_reversed"
    message = _("The decision was taken back already.")


class WaitsAgainError(ConflictError):
    """It waits in the queue again already."""

    code = "waits_again"
    message = _("It waits in the queue again already.")


class AppealedError(ConflictError):
    """The decision was appealed: answer the appeal instead."""

    code = "appealed"
    message = _("The decision was appealed: answer the appeal instead.")


class NoticeIncompleteError(InvalidError):
    """A notice of illegal content says what is illegal and why, and that you are sincere."""

    code = "notice_incomplete"
    message = _("Say what is illegal about it and why, and confirm that you are sincere.")


class SameDeciderError(ForbiddenError):
    """Somebody who did not make the decision has to judge the appeal."""

    code = "same_decider"
    message = _("Somebody who did not make the decision has to judge the appeal.")


class AppealTooLateError(ConflictError):
    """This decision can no longer be appealed."""

    code = "appeal_too_late"
    message = _("This decision can no longer be appealed.")


class AlreadyAppealedError(ConflictError):
    """This decision was appealed already."""

    code = "already_appealed"
    message = _("This decision was appealed already.")


class ProtectedMemberError(ForbiddenError):
    """Staff and moderators are not penalised here; change their role first."""

    code = "protected_member"
    message = _("Staff and moderators are not penalised here; change their role first.")


class NothingChosenError(InvalidError):
    """Choose what this is about first."""

    code = "nothing_chosen"
    message = _("Choose what this is about first.")


class BadRuleError(InvalidError):
    """This rule does not fit."""

    code = "bad_rule"
    message = _("This rule cannot be used as it is.")


class BadAddressError(InvalidError):
    """This is not an address of that kind."""

    code = "bad_address"
    message = _("This is not an address of that kind.")


class CannotReverseError(ConflictError):
    """What this decision took away no longer exists."""

    code = "cannot_reverse"
    message = _("What this decision took away no longer exists.")
