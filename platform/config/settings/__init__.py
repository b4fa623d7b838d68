"""Django's settings, from `config.environment`; one module per concern."""

from config.settings.apps import *  # noqa: F403 - settings are a flat namespace
from config.settings.base import *  # noqa: F403
from config.settings.data import *  # noqa: F403
from config.settings.people import *  # noqa: F403
from config.settings.security import *  # noqa: F403
from config.settings.web import *  # noqa: F403
