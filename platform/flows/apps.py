"""Where community and inbox meet."""

from django.apps import AppConfig


class FlowsConfig(AppConfig):
    """The only room that knows both, and that hands implementations to rooms below."""

    name = "flows"

    def ready(self) -> None:
        from accounts.contracts import provide_team_enroller  # noqa: PLC0415 - models are loaded only now
        from flows import subscribers  # noqa: F401, PLC0415 - registers them
        from flows.teams import InboxTeams  # noqa: PLC0415

        provide_team_enroller(InboxTeams())
