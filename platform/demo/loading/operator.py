"""An account for the operators' console, where all brands are run from."""

import os
from io import StringIO

from django.core.management import CommandError, call_command

from demo.loading.people import PASSWORD
from kernel.errors import DomainError

ADDRESS = "operator@chorus.example"
_VARIABLE = "CHORUS_DEMO_OPERATOR_PASSWORD"


def ensure_operator() -> bool:
    """Whether the account was made just now. The console's own command is the only way in from here."""
    os.environ[_VARIABLE] = PASSWORD
    try:
        call_command("create_operator", ADDRESS, password_env=_VARIABLE, stdout=StringIO())
    except CommandError as error:
        known = error.__cause__
        if isinstance(known, DomainError) and known.code == "operator_exists":
            return False
        raise
    finally:
        del os.environ[_VARIABLE]
    return True
