"""Expected failures of private messages."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import ConflictError, InvalidError


class NotTakenError(InvalidError):
    """One of these members does not take messages from you."""

    code = "messages_not_taken"
    message = _("One of these members does not take messages from you.")


class TooManyPeopleError(InvalidError):
    """That is more people than one conversation may have."""

    code = "too_many_people"
    message = _("That is more people than one conversation may have.")


class NoSuchMemberError(InvalidError):
    """There is no such member."""

    code = "no_such_member"
    message = _("There is no such member.")


class PairError(ConflictError):
    """A conversation of two stays between the two. Start a new one with more people."""

    code = "between_two"
    message = _("A conversation of two stays between the two. Start a new one with more people.")


class RefusedMessageError(InvalidError):
    """The message was not sent."""

    code = "message_refused"
    message = _("The message was not sent.")
