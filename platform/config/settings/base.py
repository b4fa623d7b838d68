"""What the installation is: mode, language, time, logging."""

from config.environment import ROOT, Environment
from config.logging import logging_config

CHORUS = Environment()
BASE_DIR = ROOT
DEBUG = False
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("de", "Deutsch"),
    ("es", "Español"),
    ("fr", "Français"),
    ("pt", "Português"),
    ("ja", "日本語"),
    ("ar", "العربية"),
]
LANGUAGES_BIDI = ["ar", "fa", "he", "ur"]
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = None

LOGGING_CONFIG = None
LOGGING = logging_config(CHORUS)
TEST_RUNNER = "django.test.runner.DiscoverRunner"
