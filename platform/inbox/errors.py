"""Expected failures of the inbox."""

from kernel.errors import ConflictError, InvalidError


class StaleReplyError(ConflictError):
    """Somebody else wrote to the customer, or the customer wrote again, since you looked."""

    code = "stale_reply"


class IdTakenError(ConflictError):
    """This id already names something else."""

    code = "id_taken"


class CannotReplyError(InvalidError):
    """From here no answer reaches the customer."""

    code = "cannot_reply"


class TeamHasNoInboxError(InvalidError):
    """This team has no inbox that could take the conversation."""

    code = "team_has_no_inbox"
