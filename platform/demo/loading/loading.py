"""Loading all of the demo."""

from collections.abc import Callable

from demo.contracts import BrandText
from demo.loading.brands import make_tenant
from demo.loading.conversations import load_conversations
from demo.loading.groups import load_groups
from demo.loading.imports import load_imports
from demo.loading.knowledge import load_articles, load_tags
from demo.loading.letters import load_letters
from demo.loading.looks import count_recognition, load_looks
from demo.loading.members import load_members
from demo.loading.operator import ensure_operator
from demo.loading.organisation import load_organisation
from demo.loading.people import load_people
from demo.loading.profiles import load_profiles
from demo.loading.progress import Progress, is_of_the_demo
from demo.loading.tending import load_tending
from demo.loading.topics import load_topics
from demo.reading import read_brands
from tenants.context import tenant_context
from tenants.queries import get_tenant_by_slug


def load_everything(*, say: Callable[[str], None]) -> None:
    """Bring every brand of the demo to where its content says; `say` is told what is being done."""
    ours = 0
    for brand in read_brands():
        tenant = get_tenant_by_slug(brand.slug)
        if tenant is None:
            say(f"{brand.name}: making the brand")
            make_tenant(brand)
            tenant = get_tenant_by_slug(brand.slug)
            assert tenant is not None
        with tenant_context(tenant.id):
            if not is_of_the_demo():
                say(f"{brand.slug}: there is a brand of this name that the demo did not make; it is left alone")
                continue
            load_brand(brand, say=say)
            ours += 1
    if ours and ensure_operator():
        say("Operators' console: an account")


def load_brand(brand: BrandText, *, say: Callable[[str], None]) -> None:
    """Load what is missing of one brand; call it in the brand's context."""
    progress = Progress()
    load_organisation(progress, brand)
    parts = {
        "people": load_people,
        "profiles": load_profiles,
        "groups of members": load_groups,
        "groups of tags": load_tags,
        "topics": load_topics,
        "articles": load_articles,
        "topics tended": load_tending,
        "members at home": load_members,
        "private messages": load_letters,
        "conversations": load_conversations,
    }
    for what, load in parts.items():
        made = load(progress, brand)
        if made:
            say(f"{brand.name}: {made} {what}")
    load_looks(progress, brand)
    load_imports(progress, brand, say)
    count_recognition(progress)
