"""The event log."""

from uuid import UUID

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """publish, subscribe, drain, replay."""

    name = "events"

    def ready(self) -> None:
        from events.log import on_commit_of_events  # noqa: PLC0415 - apps are loaded only now
        from events.metrics import expose_backlog  # noqa: PLC0415

        on_commit_of_events(_wake_subscribers)
        expose_backlog()


def _wake_subscribers(tenant_id: UUID, head: int, types: frozenset[str]) -> None:
    """After a commit: wake the durable subscribers of these types; when the broker is away the sweep does it later."""
    from events.subscribers import list_subscribers  # noqa: PLC0415
    from events.tasks import send_drain  # noqa: PLC0415

    for subscriber in list_subscribers():
        if subscriber.types & types:
            send_drain(tenant_id, subscriber.name)
