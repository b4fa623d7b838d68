"""Commands work for one tenant, or say why they span the installation."""

from django.core.management import get_commands, load_command_class

from tenants.commands import TenantCommand
from tests.architecture.house import our_apps, stale

SPANNING = {
    "migrate": "Django's own, as the owner of the schema",
    "load_demo": "makes the demo's two tenants before it works inside each",
}


def _ours() -> dict[str, type]:
    names = {config.name for config in our_apps()}
    return {
        name: type(load_command_class(app, name)) for name, app in get_commands().items() if isinstance(app, str) and app in names
    }


def test_every_command_names_its_tenant_or_says_why_not() -> None:
    spanning = {name for name, command in _ours().items() if not issubclass(command, TenantCommand)}
    assert spanning - set(SPANNING) == set()
    assert stale(SPANNING, spanning) == set()


def test_every_command_says_what_it_does() -> None:
    assert [name for name, command in _ours().items() if not command.help] == []
