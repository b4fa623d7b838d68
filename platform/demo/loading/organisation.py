"""Departments, inboxes, labels and spaces of a brand."""

from functools import partial
from uuid import UUID

from community.actions.spaces import create_space, update_space
from demo.ages import parse_age
from demo.contracts import BrandText, InboxText, LabelText, SpaceText, TeamText
from demo.loading.imports import attribution_of
from demo.loading.progress import Progress
from inbox.actions.organising import create_inbox, create_label, create_team

_TAKES = {"announcement": ["announcement", "discussion"], "idea": ["idea"]}
"""What may be begun in a space for these kinds; the others take whatever members write."""


def load_organisation(progress: Progress, brand: BrandText) -> int:
    """How many pieces were made."""
    made = 0
    for team in brand.team:
        made += progress.once(f"team:{team.key}", partial(_team, progress, team))
    for inbox in brand.inbox:
        made += progress.once(f"inbox:{inbox.key}", partial(_inbox, progress, inbox))
    for label in brand.label:
        made += progress.once(f"label:{label.key}", partial(_label, progress, label))
    for position, space in enumerate(brand.space):
        made += progress.once(f"space:{space.key}", partial(_space, progress, brand, space, position))
    return made


def _team(progress: Progress, team: TeamText) -> UUID:
    return create_team(actor=progress.system, name=team.name, hue=team.hue).pk


def _label(progress: Progress, label: LabelText) -> UUID:
    return create_label(actor=progress.system, name=label.name, hue=label.hue).pk


def _inbox(progress: Progress, inbox: InboxText) -> UUID:
    teams = [progress.id_of(f"team:{key}") for key in inbox.teams]
    made = create_inbox(
        actor=progress.system, name=inbox.name, kind=inbox.kind, hue=inbox.hue, team_ids=teams, default_team_id=teams[0]
    )
    return made.pk


def _space(progress: Progress, brand: BrandText, space: SpaceText, position: int) -> UUID:
    credit = attribution_of(space.imported)
    made = create_space(
        actor=progress.system,
        name=space.name,
        slug=space.slug or space.key,
        description=space.description,
        language=space.language or brand.language,
        position=position,
        hue=space.hue,
        parent_id=progress.id_of(f"space:{space.parent}") if space.parent else None,
        help_after=parse_age(space.escalates_after) if space.escalates_after else None,
        attribution=credit.text,
        license_name=credit.license_name,
        license_url=credit.license_url,
        at=progress.began,
    )
    if space.kind in _TAKES:
        update_space(actor=progress.system, space_id=made.pk, kinds=_TAKES[space.kind])
    return made.pk
