"""Community text and public posts that come from outside, through the importers' own commands."""

import lzma
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from demo.contracts import BrandText
from demo.loading.progress import Progress

DATA = Path(__file__).resolve().parent.parent / "data"
TWEETS = settings.BASE_DIR.parent / "shared" / "data" / "twcs" / "twcs.csv"
"""Public customer-care posts that may be used here but not shipped: only where the folder lies beside the checkout."""

_TWEETED = ["AmazonHelp", "AppleSupport", "ChipotleTweets", "SpotifyCares", "Uber_Support", "XboxSupport"]
"""Six of the seventy brands in the set, an inbox each: more would bury the demo's own inboxes."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Whom a space with imported text names."""

    text: str = ""
    license_name: str = ""
    license_url: str = ""


_SITES = {"beer": "beer.stackexchange.com", "conlang-meta": "conlang.meta.stackexchange.com"}
"""The sites' hosts as their dumps call them (the first has moved to alcohol.stackexchange.com since)."""

_STACK_EXCHANGE = "Imported questions and answers by members of {site}, published in the Stack Exchange data dump."
_BY_SA = ("CC BY-SA", "https://creativecommons.org/licenses/by-sa/4.0/")
_CREDITS = {
    "beer": Credit(_STACK_EXCHANGE.format(site="Beer, Wine & Spirits (alcohol.stackexchange.com)"), *_BY_SA),
    "conlang-meta": Credit(_STACK_EXCHANGE.format(site="Constructed Languages Meta (conlang.meta.stackexchange.com)"), *_BY_SA),
}


def attribution_of(imported: str) -> Credit:
    """Whom to name for an import; nobody when nothing is imported."""
    return _CREDITS[imported] if imported else Credit()


def load_imports(progress: Progress, brand: BrandText, say: Callable[[str], None]) -> None:
    """Bring in what the brand's spaces import, and the public posts when they are there."""
    for space in brand.space:
        if space.imported and not progress.has(f"import:{space.imported}"):
            say(f"{brand.name}: importing {space.name}")
            _import_community(brand.slug, space.slug or space.key, space.imported)
            progress.once(f"import:{space.imported}", lambda: None)
    if brand.tweets and not progress.has("import:tweets"):
        if not TWEETS.is_file():
            say(f"{brand.name}: no public customer-care posts at ../shared/data/twcs, going on without them")
            return
        say(f"{brand.name}: importing public customer-care posts")
        call_command(
            "import_tweets", str(TWEETS), tenant=brand.slug, brand=_TWEETED, team=["marketing"], verbosity=0, stdout=StringIO()
        )
        progress.once("import:tweets", lambda: None)


def _import_community(slug: str, space: str, name: str) -> None:
    with tempfile.TemporaryDirectory(prefix="chorus-demo-") as folder:
        for source in sorted((DATA / name).glob("*.xml.xz")):
            with lzma.open(source) as compressed, (Path(folder) / source.stem).open("wb") as plain:
                shutil.copyfileobj(compressed, plain)
        call_command("import_stackexchange", folder, tenant=slug, space=space, site=_SITES[name], stdout=StringIO())
