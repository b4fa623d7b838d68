"""The signing key: given, or made once for development; production refuses to guess."""

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from config.environment import Environment


def secret_key(environment: Environment) -> str:
    """The key from the settings; in development one that is made once and kept in the data folder."""
    if environment.secret_key:
        return environment.secret_key
    if environment.is_production:
        raise ImproperlyConfigured("CHORUS_SECRET_KEY (or CHORUS_SECRET_KEY_FILE) is required in production.")
    path = environment.data_dir / "secrets" / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text(get_random_secret_key() + get_random_secret_key(), encoding="utf-8")
        path.chmod(0o600)
    return path.read_text(encoding="utf-8").strip()
