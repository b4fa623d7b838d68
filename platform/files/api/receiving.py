"""How a request with a file is received: to disk, and no further than the largest file that any brand may allow."""

from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.utils.translation import gettext as _

from files.errors import TooLargeError
from files.settings import LARGEST_MB, MEGABYTE


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Stops reading at the installation's limit; the brand's own is checked by the action."""

    received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > LARGEST_MB * MEGABYTE:
            raise TooLargeError(_("This file is larger than %(most)d MB.") % {"most": LARGEST_MB}, fields={"file": ["too_large"]})
        super().receive_data_chunk(raw_data, start)
