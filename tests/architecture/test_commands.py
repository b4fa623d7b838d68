"""Commands work for one tenant, or say why they span the installation."""

from django.core.management import get_commands, load_command_class

from tenants.commands import TenantCommand
from tests.architecture.house import our_apps, stale

SPANNING = {
    "add_domain": "an operator's, audited",
    "audit_log": "an operator's, audited",
    "create_operator": "an operator's, audited",
    "create_tenant": "an operator's, audited",
    "create_user": "an operator's, audited",
    "disable_operator": "an operator's, audited",
    "resume_tenant": "an operator's, audited",
    "suspend_tenant": "an operator's, audited",
    "tenants": "lists brands for an operator",
    "receive_mail": "takes in mail for all brands: each mail's address names its own",
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
