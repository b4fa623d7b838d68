"""The live connection."""

from uuid import UUID

from django.apps import AppConfig

from kernel.actor import Actor


class RealtimeConfig(AppConfig):
    """The one websocket consumer, its hub, and the hints that wake it."""

    name = "realtime"

    def ready(self) -> None:
        from access.topics import register_topic  # noqa: PLC0415 - apps are loaded only now
        from events.log import on_commit_of_events  # noqa: PLC0415
        from realtime.announcing import announce  # noqa: PLC0415

        on_commit_of_events(announce)
        register_topic("me", may_join=_is_somebody, per_id=False)


def _is_somebody(actor: Actor, _ident: UUID | None) -> bool:
    """Everybody signed in has a topic of their own."""
    return actor.is_authenticated
