"""What becomes a link in this brand's texts."""

from brand_settings.queries import read
from files.settings import LinkSettings
from kernel.markdown.links import LinkRules


def link_rules() -> LinkRules:
    """For `kernel.markdown`: what the brand set."""
    settings = read(LinkSettings)
    return LinkRules(bare=settings.bare_addresses, further=frozenset(settings.further_schemes))
