"""Ids and names of what is imported: the same however often it comes in."""

from collections.abc import Iterable
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.text import slugify

from community.importers.neutral import records
from community.models.group import MemberGroup
from community.models.space import Space
from community.texts import MAX_TAGS, clean_tags
from kernel.errors import DomainError
from kernel.text import one_line
from tenants.context import require_tenant_id

NAMELESS = "unknown"


def space_id_of(source: str, key: str) -> UUID:
    """The id of a space."""
    return uuid5(NAMESPACE_URL, f"chorus:{require_tenant_id()}:import:{source}:space:{key}")


def group_id_of(source: str, key: str) -> UUID:
    """The id of a group."""
    return uuid5(NAMESPACE_URL, f"chorus:{require_tenant_id()}:import:{source}:group:{key}")


def author_key(record: records.Topic | records.Post) -> str:
    """Who wrote it, as the import knows people: by id, else by the name that was kept."""
    if record.author is not None:
        return record.author
    name = one_line(record.author_name)[:120]
    return f"name:{name}" if name else NAMELESS


def name_of(key: str, name: str) -> str:
    """What an imported person is called, also without a name."""
    return one_line(name)[:120] or ("imported member" if key == NAMELESS else f"imported member {key}")


def usable_tags(names: Iterable[str]) -> list[str]:
    """As many of these as can be tags here."""
    found: dict[str, None] = {}
    for name in names:
        try:
            found |= dict.fromkeys(clean_tags([name.replace(" ", "-")]))
        except DomainError:
            continue
    return list(found)[:MAX_TAGS]


def free_slug(wanted: str, of: type[Space | MemberGroup] = Space) -> str:
    """The address of a space or of a group, numbered when another one has it."""
    word, most = ("space", 56) if of is Space else ("group", 36)
    slug = (slugify(wanted, allow_unicode=True) or word)[:most]
    taken = set(of._default_manager.values_list("slug", flat=True))
    return next(name for name in [slug, *(f"{slug}-{number}" for number in range(2, 1_000))] if name not in taken)
