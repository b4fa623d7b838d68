"""Spaces, topics, posts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunityConfig(AppConfig):
    """Spaces, topics, posts."""

    name = "community"

    def ready(self) -> None:
        from access.audiences import register_audiences  # noqa: PLC0415 - apps are loaded only now
        from access.grants import register_container  # noqa: PLC0415
        from access.limits import provide_floor  # noqa: PLC0415
        from access.topics import register_topic  # noqa: PLC0415
        from accounts.contracts import provide_standing  # noqa: PLC0415
        from accounts.notices import provide_ignorers  # noqa: PLC0415
        from accounts.personal import provide_eraser  # noqa: PLC0415
        from brand_settings.navigation import register_page  # noqa: PLC0415
        from branding.contracts import provide_spaces  # noqa: PLC0415
        from community import (  # noqa: F401, PLC0415 - they register
            abilities,
            audiences,
            carrying_events,
            events,
            kinds,
            limits,
            member_events,
            subscribers,
            tag_events,
            topic_events,
        )
        from community.actions.forgetting import forget_member  # noqa: PLC0415
        from community.extensions import provide_post_menu, provide_profile_section  # noqa: PLC0415
        from community.member_policies import can_manage_groups  # noqa: PLC0415
        from community.notices import register_member_notices  # noqa: PLC0415
        from community.pages.counting import count_kept_views  # noqa: PLC0415
        from community.pages.person_groups import group_section  # noqa: PLC0415
        from community.policies import (  # noqa: PLC0415
            can_carry_over,
            can_count_searches,
            can_manage_spaces,
            can_manage_tags,
        )
        from community.queries.attached import may_upload, readable_posts  # noqa: PLC0415
        from community.queries.bookmarks import bookmark_menu  # noqa: PLC0415
        from community.queries.members import standing_of  # noqa: PLC0415
        from community.queries.portraits import shown_avatars  # noqa: PLC0415
        from community.queries.relations import ignorers_of  # noqa: PLC0415
        from community.queries.spaces import space_choices  # noqa: PLC0415
        from community.timeline import CommunityTimeline  # noqa: PLC0415
        from files.contracts import provide_reader, provide_upload_rule  # noqa: PLC0415
        from kernel.public_pages import provide_hit_counter  # noqa: PLC0415
        from people.contracts import register_timeline_source  # noqa: PLC0415

        register_page("community", 10, _("Spaces"), "community_manage_spaces", can_manage_spaces)
        register_page("community", 20, _("Tags"), "community_manage_tags", can_manage_tags)
        register_page("people", 30, _("Groups"), "community_manage_groups", can_manage_groups)
        register_page("data", 10, _("Imports"), "community_imports", can_carry_over)
        register_page("data", 20, _("Export"), "community_exports", can_carry_over)
        register_page("community", 80, _("What people look for"), "community_searched", can_count_searches)
        provide_floor(limits.change_allowances)
        provide_standing(standing_of)
        provide_ignorers(ignorers_of)
        provide_spaces(space_choices)
        provide_eraser("community", lambda actor, erased: forget_member(actor=actor, erased=erased))
        provide_post_menu("bookmark", 10, bookmark_menu)
        provide_profile_section("groups", 60, group_section)
        register_member_notices()
        provide_reader("avatar", shown_avatars)
        provide_reader("post", readable_posts)
        provide_upload_rule(may_upload)
        provide_hit_counter("topic", count_kept_views)
        register_container(
            "space",
            grant_model="community.SpaceGrant",
            permissions=frozenset({"view_space", "post_in_space", "moderate_space"}),
        )
        register_audiences("community", audiences.spaces_of)
        register_topic("topic", may_join=audiences.may_join_topic)
        register_timeline_source("community", CommunityTimeline())
