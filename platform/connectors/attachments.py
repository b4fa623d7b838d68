"""Files that came along with a mail."""

from collections.abc import Sequence

from connectors.email.parsing import Attachment
from kernel.actor import Actor


def keep_attachments(actor: Actor, attachments: Sequence[Attachment]) -> str:
    """Markdown for the files that were kept; empty while there is nowhere to keep them."""
    return ""
