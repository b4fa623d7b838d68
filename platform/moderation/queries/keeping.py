"""What administrators keep: rules, screened addresses, runs, removals, the audit trail."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from access.policies import authorise
from kernel.actor import Actor
from kernel.errors import NotFoundError
from kernel.pagination import Page, paginate
from moderation.models.audit import AuditEntry
from moderation.models.rule import HoldRule
from moderation.models.run import BulkRun, BulkStep
from moderation.models.screened import ScreenedAddress
from moderation.policies import can_manage_moderation, can_open_queue, can_report
from people.contracts import PersonInfo
from people.queries import people_by_id


@dataclass(frozen=True, slots=True)
class AuditView:
    """One deed beside who did it."""

    entry: AuditEntry
    person: PersonInfo | None


def list_rules(actor: Actor) -> list[HoldRule]:
    """All rules in the order in which they are asked; there are at most a hundred."""
    authorise(actor, can_manage_moderation)
    return list(HoldRule.objects.order_by("position", "pk"))


def get_rule(actor: Actor, rule_id: UUID) -> HoldRule:
    """One rule; raises NotFoundError."""
    authorise(actor, can_manage_moderation)
    rule = HoldRule.objects.filter(pk=rule_id).first()
    if rule is None:
        raise NotFoundError
    return rule


def list_addresses(actor: Actor, *, cursor: str | None = None, size: int = 50) -> Page[ScreenedAddress]:
    """The list, newest first."""
    authorise(actor, can_manage_moderation)
    return paginate(ScreenedAddress.objects.all(), order=("-created_at", "-id"), cursor=cursor, size=size)


def list_audit(
    actor: Actor, *, verb: str = "", thing_id: UUID | None = None, cursor: str | None = None, size: int = 50
) -> Page[AuditView]:
    """Who did what, newest first; two queries."""
    authorise(actor, can_report)
    rows = AuditEntry.objects.all()
    if verb:
        rows = rows.filter(verb=verb)
    if thing_id is not None:
        rows = rows.filter(thing_id=thing_id)
    page = paginate(rows, order=("-at", "-id"), cursor=cursor, size=size)
    people = people_by_id({entry.person_id for entry in page.items if entry.person_id})
    return page.map(lambda entry: AuditView(entry, people.get(entry.person_id)))


def get_run(actor: Actor, run_id: UUID) -> BulkRun:
    """A run that the actor began, or any for supervisors; raises NotFoundError."""
    authorise(actor, can_open_queue)
    run = BulkRun.objects.filter(pk=run_id).first()
    if run is None or not (actor.is_supervisor or run.user_id == actor.user_id):
        raise NotFoundError
    return run


def latest_run(actor: Actor, *, since: datetime) -> BulkRun | None:
    """What the actor judged at one go lately, so that it can be watched or undone."""
    if actor.user_id is None:
        return None
    return BulkRun.objects.filter(user_id=actor.user_id, at__gte=since).order_by("-at", "-pk").first()


def goes_back(run: BulkRun) -> bool:
    """Whether more of what it decided is on its way back into the queue."""
    left = BulkStep.objects.filter(run=run, done_at__isnull=False, problem="", undone_at=None)
    return run.undone_at is not None and left.exists()


def problems_of(run: BulkRun) -> dict[str, int]:
    """How many items of a run could not be decided, or taken back, by why."""
    found: dict[str, int] = {}
    for problem in BulkStep.objects.filter(run=run).exclude(problem="").values_list("problem", flat=True):
        found[problem] = found.get(problem, 0) + 1
    return found
