"""Failures that whoever sets up brands can expect."""

from kernel.errors import ConflictError, InvalidError


class SlugTakenError(ConflictError):
    """Another brand has this short name."""

    code = "slug_taken"


class HostTakenError(ConflictError):
    """Another brand answers under this host name."""

    code = "host_taken"


class BadNameError(InvalidError):
    """A short name, host name, language or time zone that cannot be."""

    code = "bad_name"
