"""Flags, the review queue, rules, statements of reasons, appeals."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """Keeps a community fit to read, and accounts for how."""

    name = "moderation"

    def ready(self) -> None:
        from access.audiences import register_audiences  # noqa: PLC0415 - apps are loaded only now
        from access.topics import register_topic  # noqa: PLC0415
        from accounts.contracts import provide_join_screener, provide_name_screener  # noqa: PLC0415
        from brand_settings.navigation import register_page  # noqa: PLC0415
        from community.contracts import provide_export_part  # noqa: PLC0415
        from community.extensions import provide_header_item, provide_post_menu, provide_profile_section  # noqa: PLC0415
        from community.screening import provide_screener  # noqa: PLC0415
        from messaging.contracts import provide_message_screener  # noqa: PLC0415
        from moderation import audiences, events, notices, policies, settings, subscribers, things  # noqa: F401, PLC0415
        from moderation.addresses import refuse_joining  # noqa: PLC0415
        from moderation.checking import NAME, check_by_experience  # noqa: PLC0415
        from moderation.contracts import provide_things, register_checker  # noqa: PLC0415
        from moderation.pages import places  # noqa: PLC0415
        from moderation.queries.exporting import decision_rows  # noqa: PLC0415
        from moderation.screening import MessageScreening, ModerationScreener, refuse_name  # noqa: PLC0415

        provide_things("topic", things.topics())
        provide_things("post", things.posts())
        provide_things("message", things.Messages())
        provide_message_screener(MessageScreening())
        provide_post_menu("moderation", 90, places.post_menu)
        provide_header_item("review", 20, places.header_item, places.count_waiting)
        provide_profile_section("moderation", 90, places.profile_section)
        provide_screener(ModerationScreener())
        provide_export_part("decisions", decision_rows)
        provide_join_screener(refuse_joining)
        provide_name_screener(refuse_name)
        register_checker(NAME, check_by_experience)
        register_audiences("moderation", audiences.moderators)
        register_topic(
            "review", may_join=lambda actor, _id: policies.can_open_queue(actor), per_id=False, prefixes=("review:", "run:")
        )
        notices.register()
        notices.register_pages(register_page)
