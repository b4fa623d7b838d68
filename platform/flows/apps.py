"""Where community and inbox meet."""

from django.apps import AppConfig


class FlowsConfig(AppConfig):
    """The only room that knows both, and that hands implementations to rooms below."""

    name = "flows"

    def ready(self) -> None:
        from accounts.contracts import provide_team_enroller  # noqa: PLC0415 - models are loaded only now
        from community.contracts import provide_team_directory  # noqa: PLC0415
        from flows import subscribers  # noqa: F401, PLC0415 - registers them
        from flows.messages import connect_messages  # noqa: PLC0415
        from flows.naming import register_notice  # noqa: PLC0415
        from flows.teams import InboxTeams, teams_to_name  # noqa: PLC0415

        provide_team_enroller(InboxTeams())
        provide_team_directory(teams_to_name)
        connect_messages()
        register_notice()
