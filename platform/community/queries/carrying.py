"""Imports and exports, for their pages and for the workers that go on with them."""

from uuid import UUID

from access.policies import authorise
from community.models.exporting import OPEN, ExportRun
from community.models.importing import ACTIVE, ImportRun
from community.policies import can_carry_over
from kernel.actor import Actor
from kernel.errors import NotFoundError
from kernel.pagination import Page, paginate


def list_imports(actor: Actor, *, cursor: str | None, size: int = 25) -> Page[ImportRun]:
    """All runs, newest first."""
    authorise(actor, can_carry_over)
    rows = ImportRun.objects.select_related("started_by").defer("problems")
    return paginate(rows, order=["-created_at", "-id"], cursor=cursor, size=size)


def find_import(actor: Actor, run_id: UUID) -> ImportRun:
    """A run; raises NotFoundError."""
    authorise(actor, can_carry_over)
    run = ImportRun.objects.select_related("started_by").filter(pk=run_id).first()
    if run is None:
        raise NotFoundError
    return run


def has_import(actor: Actor, run_id: UUID) -> bool:
    """Whether this run was begun already."""
    authorise(actor, can_carry_over)
    return ImportRun.objects.filter(pk=run_id).exists()


def list_exports(actor: Actor, *, cursor: str | None, size: int = 25) -> Page[ExportRun]:
    """All exports, newest first."""
    authorise(actor, can_carry_over)
    return paginate(ExportRun.objects.select_related("started_by"), order=["-created_at", "-id"], cursor=cursor, size=size)


def find_export(actor: Actor, export_id: UUID) -> ExportRun:
    """An export; raises NotFoundError."""
    authorise(actor, can_carry_over)
    run = ExportRun.objects.select_related("started_by").filter(pk=export_id).first()
    if run is None:
        raise NotFoundError
    return run


def list_open_imports() -> list[UUID]:
    """Runs that are not at rest, oldest first."""
    rows = ImportRun.objects.filter(state__in=sorted(ACTIVE)).order_by("created_at", "pk")
    return list(rows.values_list("pk", flat=True))


def list_open_exports() -> list[UUID]:
    """Exports that are not finished, oldest first."""
    return list(ExportRun.objects.filter(state__in=OPEN).order_by("created_at", "pk").values_list("pk", flat=True))
