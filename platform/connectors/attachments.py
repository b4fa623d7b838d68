"""Files that came along with a mail become uploads of their sender, under the same rules as on a page."""

import io
from collections.abc import Sequence

from django.db import transaction

from connectors.email.parsing import Attachment
from files.actions.uploading import upload_file
from files.queries.uploads import describe
from kernel.actor import Actor
from kernel.errors import DomainError

ORNAMENT = 6_000
"""Inline pictures smaller than this are logos of signatures."""


def keep_attachments(actor: Actor, attachments: Sequence[Attachment]) -> str:
    """Markdown for the files that were kept; those that the brand's rules refuse are left out, the text is not."""
    kept = []
    for attachment in attachments:
        if attachment.is_inline and len(attachment.data) < ORNAMENT:
            continue
        try:
            with transaction.atomic():
                upload, _is_new = upload_file(actor=actor, source=io.BytesIO(attachment.data), name=attachment.name)
        except DomainError:
            continue
        kept.append(describe(upload).markdown)
    return "\n\n".join(kept)
