"""Who is told what, and by which way."""

from uuid import UUID

from django.apps import AppConfig

from kernel.actor import Actor


class NotificationsConfig(AppConfig):
    """In the app, by mail, by push, as a digest."""

    name = "notifications"

    def ready(self) -> None:
        from community.extensions import provide_header_item, provide_reading_listener  # noqa: PLC0415 - apps are loaded only now
        from notifications import events, settings, subscribers  # noqa: F401, PLC0415 - registers them
        from notifications.bell import bell_of, count_unread  # noqa: PLC0415
        from notifications.kinds import register_kinds  # noqa: PLC0415

        register_kinds()
        provide_header_item("notifications", 10, bell_of, count_unread)
        provide_reading_listener("notifications", _note_reading)


def _note_reading(actor: Actor, topic_id: UUID, position: int) -> None:
    """Whoever has read the posts has read what was told of them."""
    from kernel.clock import now  # noqa: PLC0415 - as above
    from notifications.actions.reading import mark_topic_read  # noqa: PLC0415

    mark_topic_read(actor=actor, topic_id=topic_id, position=position, at=now())
