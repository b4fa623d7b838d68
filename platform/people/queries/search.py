"""Finding people by what colleagues remember: the beginning of a name, an address, a handle."""

from uuid import UUID

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat, Lower

from access.policies import authorise
from accounts.queries import find_user_ids
from kernel.actor import Actor
from kernel.pagination import Page, paginate
from people.contracts import PersonInfo
from people.models import Identity, Person
from people.policies import can_search_people
from people.queries import canonical_ids, people_by_id

_LAST = "\U0010ffff"
MOST = 50


def search_people(actor: Actor, *, q: str = "", cursor: str | None = None, size: int = 25) -> Page[PersonInfo]:
    """People by name when `q` is empty; else the best matches on one page, names that begin with it first.

    Whoever was merged is found by their old names too and shown as who they are today.
    """
    authorise(actor, can_search_people)
    wanted = q.strip()
    if not wanted:
        people = Person.objects.filter(merged_into=None).values("pk", "name_key", "id")
        page = paginate(people, order=["name_key", "id"], cursor=cursor, size=size)
        infos = people_by_id(row["id"] for row in page.items)
        return page.map(lambda row: infos[row["id"]])
    most = min(size, MOST)
    found = _matches(wanted, most)
    today = canonical_ids(found)
    roots = list(dict.fromkeys(today[person_id] for person_id in found))[:most]
    infos = people_by_id(roots)
    return Page([infos[person_id] for person_id in roots])


def _matches(wanted: str, most: int) -> list[UUID]:
    """Each step runs only while the ones before left room; the last one reads all names of the tenant."""
    found: dict[UUID, None] = {}
    for step in (_by_name, _by_identity, _by_account, _by_later_word):
        if len(found) < most:
            found.update(dict.fromkeys(step(wanted)[:most]))
    return list(found)


def _by_name(wanted: str) -> "QuerySet[Person, UUID]":
    return Person.objects.filter(_begins("name_key", wanted)).order_by("name_key", "pk").values_list("pk", flat=True)


def _by_identity(wanted: str) -> "QuerySet[Identity, UUID]":
    bare = wanted.removeprefix("@")
    spelt = _begins("search_key", bare) | _begins("search_key", f"@{bare}")
    rows = Identity.objects.filter(spelt).exclude(kind="account")
    return rows.order_by("search_key", "pk").values_list("person_id", flat=True)


def _by_account(wanted: str) -> "QuerySet[Identity, UUID]":
    users = [str(user_id) for user_id in find_user_ids(wanted.removeprefix("@"), most=MOST)]
    return Identity.objects.filter(kind="account", scope="", value__in=users).values_list("person_id", flat=True)


def _by_later_word(wanted: str) -> "QuerySet[Person, UUID]":
    later = Person.objects.filter(name_key__contains=Concat(Value(" "), Lower(Value(wanted))))
    return later.order_by("name_key", "pk").values_list("pk", flat=True)


def _begins(field: str, wanted: str) -> Q:
    """A range of the byte-wise index instead of LIKE. The database lowers both sides, so that they agree on what that is."""
    return Q(**{f"{field}__gte": Lower(Value(wanted)), f"{field}__lt": Concat(Lower(Value(wanted)), Value(_LAST))})
