"""Expected failures of the connectors."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import InvalidError


class MailRefusedError(InvalidError):
    """This mail cannot become a reply; `code` says why, `answers` whether its sender is told."""

    code = "mail_refused"
    message = _("This mail could not become a reply.")

    def __init__(self, reason: str = "refused", *, answers: bool = True, said: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.answers = answers
        self.said = said


class MailIgnoredError(InvalidError):
    """This mail was written by a machine, or is our own: nobody answers it."""

    code = "mail_ignored"
    message = _("This mail was written by a machine, so nobody answers it.")
