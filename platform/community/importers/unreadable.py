"""Why a file cannot be imported at all."""


class UnreadableFileError(Exception):
    """The file is not what it is said to be; the message says why, for administrators."""
