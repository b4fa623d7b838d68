"""Script and style tags of a Vite entry, from the manifest of the last build."""

import structlog
from django_vite.core.asset_loader import DjangoViteAssetLoader
from django_vite.core.exceptions import DjangoViteAssetNotFoundError, DjangoViteManifestError
from markupsafe import Markup

log = structlog.get_logger(__name__)


def assets(entry: str, nonce: str = "") -> Markup:
    """Tags for an entry such as "src/community/main.ts"; nothing when the front end is not built, so that pages still answer.

    They come from this very host, which the policy allows; pages that are kept for many readers give no nonce.
    """
    try:
        tags = DjangoViteAssetLoader.instance().generate_vite_asset(entry, **({"nonce": nonce} if nonce else {}))
    except (DjangoViteAssetNotFoundError, DjangoViteManifestError) as error:
        log.warning("front_end_not_built", entry=entry, error=str(error))
        return Markup("")
    return Markup(tags)  # noqa: S704 - made by django-vite from our own manifest
