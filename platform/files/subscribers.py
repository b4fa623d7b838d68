"""What follows when somebody links a page that nobody has read yet."""

from functools import partial

from django.db import transaction

from events.base import Event
from events.log import Recorded
from events.subscribers import subscribe
from files.events import PreviewWanted


@subscribe("files.read_preview", PreviewWanted)
def read(event: Event, recorded: Recorded) -> None:
    """The network has no place in this transaction: a task does it, and the sweep when the broker is away."""
    from files.tasks import read_preview  # noqa: PLC0415 - tasks and subscribers are one layer

    assert isinstance(event, PreviewWanted)
    transaction.on_commit(partial(_hand_to, read_preview, str(event.preview_id)))


def _hand_to(task: object, preview_id: str) -> None:
    task.apply_async(kwargs={"preview_id": preview_id}, ignore_result=True)  # type: ignore[attr-defined] # a Celery task
