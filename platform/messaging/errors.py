"""Expected failures of private messages."""

from kernel.errors import ConflictError, InvalidError


class NotTakenError(InvalidError):
    """One of these members does not take messages from you."""

    code = "messages_not_taken"


class TooManyPeopleError(InvalidError):
    """That is more people than one conversation may have."""

    code = "too_many_people"


class NoSuchMemberError(InvalidError):
    """There is no such member."""

    code = "no_such_member"


class PairError(ConflictError):
    """A conversation of two stays between the two. Start a new one with more people."""

    code = "between_two"


class RefusedMessageError(InvalidError):
    """The message was not sent."""

    code = "message_refused"
