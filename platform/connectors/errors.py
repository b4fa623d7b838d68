"""Expected failures of the connectors."""

from kernel.errors import InvalidError


class MailRefusedError(InvalidError):
    """This mail cannot become a reply; `code` says why, `answers` whether its sender is told."""

    code = "mail_refused"

    def __init__(self, reason: str = "refused", *, answers: bool = True, said: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.answers = answers
        self.said = said


class MailIgnoredError(InvalidError):
    """This mail was written by a machine, or is our own: nobody answers it."""

    code = "mail_ignored"
