"""Staff and customers of a brand."""

from datetime import timedelta
from functools import partial
from uuid import UUID
from zlib import crc32

from accounts.actions.joining import create_account
from community.actions.members import set_level
from demo.contracts import BrandText, CustomerText, StaffText
from demo.loading.progress import Progress
from inbox.actions.organising import add_to_team
from people.actions import ensure_person
from people.contracts import IdentityKey, account_identity

PASSWORD = "chorus-demo-1"  # noqa: S105 - printed on purpose: the demo refuses to load in production
_FOUNDED_BEFORE = timedelta(days=400)
_FIRST_DAYS, _LATER_DAYS = 40, 320
_NEWCOMER = timedelta(days=2)


def load_people(progress: Progress, brand: BrandText) -> int:
    """How many people were made."""
    made = 0
    for colleague in brand.staff:
        made += progress.once(f"user:{colleague.key}", partial(_colleague, progress, brand, colleague))
    for customer in brand.customer:
        if customer.account:
            made += progress.once(f"user:{customer.key}", partial(_account, progress, brand, customer))
        progress.once(f"person:{customer.key}", partial(_person, progress, brand, customer))
    return made


def _colleague(progress: Progress, brand: BrandText, colleague: StaffText) -> UUID:
    user = create_account(
        actor=progress.system,
        email=brand.address_of(colleague.key),
        name=colleague.name,
        role=colleague.role,
        password=PASSWORD,
        language=colleague.language or colleague.languages[0],
        time_zone=brand.time_zone,
        at=progress.began - _FOUNDED_BEFORE,
    )
    for team in colleague.teams:
        add_to_team(actor=progress.system, team_id=progress.id_of(f"team:{team}"), user_id=user.pk)
    _ensure(progress, account_identity(user.pk), colleague.name, user.language, _FOUNDED_BEFORE)
    return user.pk


def _account(progress: Progress, brand: BrandText, customer: CustomerText) -> UUID:
    user = create_account(
        actor=progress.system,
        email=brand.address_of(customer.key),
        name=customer.name,
        password=PASSWORD if customer.signs_in else None,  # a hash costs a quarter of a second, on purpose
        language=customer.language,
        time_zone=brand.time_zone,
        at=progress.began - _joined_before(customer),
    )
    if customer.level:
        set_level(actor=progress.system, user_id=user.pk, level=customer.level, at=progress.began)
    return user.pk


def _person(progress: Progress, brand: BrandText, customer: CustomerText) -> UUID:
    if customer.account:
        identity = account_identity(progress.id_of(f"user:{customer.key}"))
    else:
        identity = IdentityKey("email", "", brand.address_of(customer.key))
    return _ensure(progress, identity, customer.name, customer.language, _joined_before(customer))


def _joined_before(customer: CustomerText) -> timedelta:
    """How long somebody has been here: the same in every load, and before anything that they wrote."""
    spread = crc32(customer.key.encode()) % _LATER_DAYS
    return timedelta(days=_FIRST_DAYS + spread) if customer.level else _NEWCOMER


def _ensure(progress: Progress, identity: IdentityKey, name: str, language: str, joined_before: timedelta) -> UUID:
    at = progress.began - joined_before
    return ensure_person(actor=progress.system, identity=identity, name=name, language=language, at=at).pk
