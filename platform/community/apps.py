"""Spaces, topics, posts."""

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    """Spaces, topics, posts."""

    name = "community"

    def ready(self) -> None:
        from access.audiences import register_audiences  # noqa: PLC0415 - apps are loaded only now
        from access.grants import register_container  # noqa: PLC0415
        from access.topics import register_topic  # noqa: PLC0415
        from community import audiences, events  # noqa: F401, PLC0415 - events register their types
        from community.timeline import CommunityTimeline  # noqa: PLC0415
        from people.contracts import register_timeline_source  # noqa: PLC0415

        register_container(
            "space",
            grant_model="community.SpaceGrant",
            permissions=frozenset({"view_space", "post_in_space", "moderate_space"}),
        )
        register_audiences("community", audiences.spaces_of)
        register_topic("topic", may_join=audiences.may_join_topic)
        register_timeline_source("community", CommunityTimeline())
