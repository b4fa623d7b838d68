"""Whatever a member can do on a page, a program can do for them: each form has its operation, or a reason why not."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

ROOMS = ("community", "messaging", "notifications", "recognition", "moderation", "accounts", "branding", "brand_settings")
WRITES = frozenset({"post", "put", "patch", "delete"})
OPERATIONS: dict[str, str] = {
    "account_data_exports": "data_exports",
    "account_erasure": "erasure",
    "account_sessions": "session",
    "account_settings": "me",
    "branding_redirect_removal": "api_redirect",
    "branding_redirects": "api_redirects",
    "branding_theme": "api_settings_section api_theme_publication",
    "branding_embedding": "api_settings_section",
    "branding_theme_publication": "api_theme_publication",
    "branding_home": "api_settings_section",
    "brand_settings_section": "api_settings_section",
    "community_article": "api_article_versions",
    "community_article_confirmation": "api_article_confirmation",
    "community_article_new": "api_articles",
    "community_article_rating": "api_article_rating",
    "community_article_review": "api_article_review",
    "community_article_submission": "api_article_submission",
    "community_ask": "api_topics",
    "community_avatar": "api_profile_avatar",
    "community_ballot": "api_post_ballot",
    "community_banner_dismissal": "api_topic_banner_dismissal",
    "community_bookmark": "api_bookmark",
    "community_bulk": "api_topics_bulk",
    "community_draft_removal": "api_draft",
    "community_edit": "api_post",
    "community_embed_write": "api_topics api_topic_posts",
    "community_exports": "api_exports",
    "community_group_member": "api_group_member api_managed_group_owner",
    "community_group_members": "api_group_member",
    "community_group_membership": "api_group_membership api_group_own_request",
    "community_group_request": "api_group_answer",
    "community_idea_status": "api_topic_idea",
    "community_idea_vote": "api_topic_idea_vote",
    "community_import_step": "api_import_steps",
    "community_imports": "api_imports",
    "community_kind": "api_topic_kind",
    "community_manage_group": "api_managed_group",
    "community_manage_group_new": "api_managed_groups",
    "community_manage_group_removal": "api_managed_group",
    "community_manage_space": "api_space api_space_rules",
    "community_manage_space_archive": "api_space_archive",
    "community_manage_space_new": "api_space_new",
    "community_manage_space_place": "api_space_new",
    "community_manage_tag": "api_managed_tag api_managed_tag_synonyms api_managed_tag_merges",
    "community_manage_tag_group": "api_tag_group",
    "community_manage_tag_group_new": "api_tag_groups",
    "community_manage_tag_removal": "api_managed_tag",
    "community_manage_tags": "api_managed_tags",
    "community_merge": "api_topic_merge",
    "community_move_posts": "api_topic_splits api_topic_moved_posts",
    "community_poll": "api_post_poll",
    "community_poll_closure": "api_post_poll_closure",
    "community_post_language": "api_post_language",
    "community_post_moderation": "api_post_hiding",
    "community_preferences": "api_profile me",
    "community_publication": "api_topic_publication",
    "community_reading": "api_topic_reading",
    "community_relation": "api_follow api_ignore",
    "community_reminder": "api_topic_timers",
    "community_reply": "api_topic_posts",
    "community_revision": "api_post_revision_hiding",
    "community_same_problem": "api_topic_same_problem",
    "community_solution": "api_topic_solution api_topic_solutions api_topic_one_solution",
    "community_template": "api_template",
    "community_template_removal": "api_template",
    "community_templates": "api_space_templates",
    "community_timer_end": "api_timer",
    "community_tool": "api_topic_archive api_topic_deletion api_topic_pin api_topic_banner api_topic_slow_mode api_topic_bumps api_topic_space",
    "community_topic_moderation": "api_topic_hiding api_topic_closure",
    "community_translate": "api_post_translation",
    "community_translation_wish": "api_post_translation_wish api_post_translation",
    "community_vote": "api_post_vote",
    "community_wiki": "api_post_wiki",
    "messaging_arrange": "api_messages_exchange",
    "messaging_exchange": "api_messages_items",
    "messaging_leave": "api_messages_part",
    "messaging_new": "api_messages",
    "messaging_people": "api_messages_people",
    "messaging_withdrawal": "api_message",
    "moderation_address_removal": "api_moderation_address",
    "moderation_addresses": "api_moderation_addresses",
    "moderation_appeal": "api_appeal_answer",
    "moderation_decision": "api_decision_appeals",
    "moderation_flag": "api_flags",
    "moderation_item": "api_review_judgement api_review_claim",
    "moderation_member": "api_penalties",
    "moderation_penalty_lift": "api_penalty",
    "moderation_queue": "api_review_runs",
    "moderation_removal": "api_removals",
    "moderation_removal_undo": "api_removal",
    "moderation_rule": "api_moderation_rule",
    "moderation_rule_new": "api_moderation_rule",
    "moderation_run_undo": "api_review_run",
    "notification_address": "api_notification_address",
    "notification_browser": "api_push_subscriptions",
    "notification_preferences": "api_notification_preferences",
    "notifications": "api_notifications_unread api_notification_read",
    "recognition_manage_badge": "api_badge",
    "recognition_manage_badge_new": "api_badges",
    "recognition_manage_points": "api_settings_section",
    "recognition_manage_space_points": "api_space_points",
    "recognition_manage_trust": "api_settings_section",
    "recognition_member_badges": "api_badge_awards api_award",
    "recognition_member_level": "api_recognition_level",
    "recognition_own": "api_recognition_me",
    "watching": "api_watch",
}
"""Page with a form → the operations that do the same."""
PAGES_ALONE: dict[str, str] = {
    "account_invitation": "whoever takes up an invitation has no account yet, and so no token",
    "branding_theme_preview": "has one's own browser show the draft",
    "moderation_classifier": "explains one opinion to the one who looks, and changes nothing",
    "unsubscribe": "the link in a mail is the permission; it is itself what RFC 8058 asks programs to call",
    "community_export_file": "a file of everything is fetched by a person, with their session",
    "community_search_clicked": "a beacon of the search page about itself",
}
"""Forms that programs have no use for, and why."""


def routes() -> Iterator[tuple[str, str, Callable[..., Any]]]:
    """(name, address, view) of every route."""

    def walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, str, Callable[..., Any]]]:
        for pattern in resolver.url_patterns:
            address = prefix + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                yield pattern.name or "", address, pattern.callback
            else:
                yield from walk(pattern, address)

    return walk(get_resolver(), "")


def writes(view: Callable[..., Any]) -> bool:
    """Whether a view takes anything but questions: by its class, or by what `require_http_methods` was told."""
    made_of = getattr(view, "view_class", None) or getattr(view, "cls", None)
    if made_of is not None:
        return any(hasattr(made_of, method) for method in WRITES)
    layer: Callable[..., Any] | None = view
    while layer is not None:
        known = inspect.getclosurevars(inspect.unwrap(layer, stop=lambda _: True)).nonlocals
        if "request_method_list" in known:
            return bool(WRITES & {method.lower() for method in known["request_method_list"]})
        layer = getattr(layer, "__wrapped__", None)
    return True


FORMS = sorted(
    name
    for name, address, view in routes()
    if view.__module__.partition(".")[0] in ROOMS and not address.startswith("api/") and writes(view)
)
OPERABLE = {name for name, address, view in routes() if address.startswith("api/v1/") and writes(view)}


def test_every_form_has_an_operation_or_a_reason() -> None:
    assert set(FORMS) - OPERATIONS.keys() - PAGES_ALONE.keys() == set()


def test_no_pair_is_stale() -> None:
    assert (OPERATIONS.keys() | PAGES_ALONE.keys()) - set(FORMS) == set()
    assert OPERATIONS.keys() & PAGES_ALONE.keys() == set()


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_the_operations_of_a_form_exist_and_write(name: str) -> None:
    assert set(OPERATIONS[name].split()) <= OPERABLE
