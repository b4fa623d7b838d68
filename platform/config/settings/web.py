"""Templates, static files, the API."""

from config.environment import ROOT
from config.settings.base import CHORUS

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "web.jinja.environment",
            "context_processors": ["web.context.shell"],
            "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"],
            "autoescape": True,
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
FORM_RENDERER = "web.jinja.FormRenderer"

STATIC_URL = "/static/"
STATIC_ROOT = CHORUS.data_dir / "static"
WHITENOISE_USE_FINDERS = not CHORUS.is_production  # production serves what collectstatic gathered
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/assets/.+-[\w-]{8}\.\w+$"  # Vite names files by their content
STATICFILES_DIRS = [path for path in [ROOT / "frontend" / "dist"] if path.is_dir()]
DJANGO_VITE = {
    "default": {
        "dev_mode": False,
        "manifest_path": ROOT / "frontend" / "dist" / "manifest.json",
        "static_url_prefix": "",
    }
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api.authentication.TokenAuthentication",
        "accounts.api.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["access.api.gate.GatePermission"],
    "DEFAULT_RENDERER_CLASSES": ["web.api.render.OrjsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["web.api.parse.OrjsonParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "web.api.errors.handle",
    "DEFAULT_THROTTLE_CLASSES": ["web.api.throttle.ActorThrottle"],
    "UNAUTHENTICATED_USER": None,
    "NUM_PROXIES": CHORUS.trusted_proxies,  # whoever is in front of them may not choose the address that is counted
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Chorus API",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "DirectionEnum": "inbox.contracts.DIRECTIONS",
        "TopicKindEnum": [(word, word) for word in ("question", "discussion", "announcement", "idea", "article")],
        "JudgementEnum": [(word, word) for word in ("kept", "removed", "spam", "ignored")],
        "ConversationStatusEnum": [(word, word) for word in ("open", "pending", "snoozed", "resolved", "spam")],
        "IdeaStatusEnum": "community.models.topic.IdeaStatus",
        "TopicTimerKindEnum": "community.models.timer.TimerKind",
        "SpaceVisibilityEnum": [(word, word) for word in ("public", "members", "staff", "custom")],
        "GroupVisibilityEnum": [(word, word) for word in ("everyone", "members", "staff")],
    },
    "SERVE_PERMISSIONS": ["access.api.gate.GatePermission"],
}
