"""Expected failures of the inbox."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import ConflictError, InvalidError


class StaleReplyError(ConflictError):
    """Somebody else wrote to the customer, or the customer wrote again, since you looked."""

    code = "stale_reply"
    message = _("Somebody else wrote to the customer, or the customer wrote again, since you looked.")


class IdTakenError(ConflictError):
    """This id already names something else."""

    code = "id_taken"
    message = _("Something else has this id already.")


class CannotReplyError(InvalidError):
    """From here no answer reaches the customer."""

    code = "cannot_reply"
    message = _("From here no answer reaches the customer.")


class TeamHasNoInboxError(InvalidError):
    """This team has no inbox that could take the conversation."""

    code = "team_has_no_inbox"
    message = _("This team has no inbox that could take the conversation.")
