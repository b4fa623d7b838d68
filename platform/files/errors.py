"""Why an upload was not taken, and why a file is not served."""

from kernel.errors import ForbiddenError, InvalidError


class UploadRefusedError(InvalidError):
    """This file cannot be uploaded."""

    code = "upload_refused"


class TooLargeError(UploadRefusedError):
    """This file is too large."""

    code = "too_large"


class QuotaExceededError(ForbiddenError):
    """You have no room left for this file. Remove some of your uploads first."""

    code = "quota_exceeded"
