"""Conversations and those who answer them."""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    """Conversations and those who answer them."""

    name = "inbox"

    def ready(self) -> None:
        from access.audiences import register_audiences  # noqa: PLC0415 - apps are loaded only now
        from access.grants import register_container  # noqa: PLC0415
        from access.topics import register_topic  # noqa: PLC0415
        from inbox import policies  # noqa: PLC0415
        from inbox.queries.persons import InboxTimeline  # noqa: PLC0415
        from people.contracts import register_timeline_source  # noqa: PLC0415

        register_container("team", grant_model="inbox.TeamGrant", permissions=frozenset({"member_team", "lead_team"}))
        register_container("inbox", grant_model="inbox.InboxGrant", permissions=frozenset({"work_inbox", "view_inbox"}))
        register_audiences("inbox", policies.audiences)
        register_topic("desk", may_join=policies.may_join_desk, per_id=False, prefixes=("conversation:",))
        register_topic("conversation", may_join=policies.may_join_conversation)
        register_timeline_source("inbox", InboxTimeline())
