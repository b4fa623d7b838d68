"""The outside world: one folder per network."""

from django.apps import AppConfig


class ConnectorsConfig(AppConfig):
    """The outside world: one folder per network, e-mail to begin with."""

    name = "connectors"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415 - apps are loaded only now

        from accounts.notices import Channel, NoticeKind, register_kind  # noqa: PLC0415
        from accounts.personal import provide_eraser  # noqa: PLC0415
        from brand_settings.navigation import register_page  # noqa: PLC0415
        from connectors import events, subscribers  # noqa: F401, PLC0415 - registers them
        from connectors.actions.forgetting import forget_mail  # noqa: PLC0415
        from connectors.notices import describe_paused, path_of_paused  # noqa: PLC0415
        from connectors.policies import can_manage_mail  # noqa: PLC0415
        from connectors.translation.contracts import register_translator  # noqa: PLC0415
        from connectors.translation.libretranslate import LibreTranslate  # noqa: PLC0415

        register_translator("libretranslate", LibreTranslate)
        register_kind(
            NoticeKind(
                key="email_paused",
                label=_("Mail to my address comes back"),
                text=describe_paused,
                path=path_of_paused,
                section="account",
                channels=frozenset({Channel.IN_APP}),
                is_fixed=True,
            )
        )
        provide_eraser("connectors", lambda actor, erased: forget_mail(actor=actor, erased=erased))
        register_page("data", 60, _("Mail"), "manage_mail", can_manage_mail)
