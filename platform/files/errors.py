"""Why an upload was not taken, and why a file is not served."""

from django.utils.translation import gettext_lazy as _

from kernel.errors import ForbiddenError, InvalidError


class UploadRefusedError(InvalidError):
    """This file cannot be uploaded."""

    code = "upload_refused"
    message = _("This file cannot be uploaded.")


class TooLargeError(UploadRefusedError):
    """This file is too large."""

    code = "too_large"
    message = _("This file is too large.")


class QuotaExceededError(ForbiddenError):
    """You have no room left for this file. Remove some of your uploads first."""

    code = "quota_exceeded"
    message = _("You have no room left for this file. Remove some of your uploads first.")
