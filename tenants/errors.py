"""Failures that whoever sets up brands can expect."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import ConflictError, InvalidError


class SlugTakenError(ConflictError):
    """Another brand has this short name."""

    code = "slug_taken"
    message = _("Another brand has this short name.")


class HostTakenError(ConflictError):
    """Another brand answers under this host name."""

    code = "host_taken"
    message = _("Another brand answers under this host name.")


class BadNameError(InvalidError):
    """A short name, host name, language or time zone that cannot be."""

    code = "bad_name"
    message = _("This short name, host name, language or time zone cannot be used.")
