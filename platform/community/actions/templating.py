"""Texts to begin with, space by space."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from access.policies import authorise
from community.actions.finding import find_space
from community.errors import BadTemplateError, TemplateNameTakenError
from community.events import TemplateChanged
from community.models.space import Space
from community.models.template import PostTemplate, Use
from community.policies import can_manage_templates
from community.texts import MAX_TITLE, clean_body, clean_tags
from events.recording import action, publish
from kernel.actor import Actor
from kernel.clock import now
from kernel.errors import NotFoundError
from kernel.text import one_line

MOST, LONGEST_NAME = 30, 80


@dataclass(frozen=True, slots=True)
class TemplateText:
    """A template as somebody wrote it."""

    name: str
    body: str
    use: str = Use.TOPIC
    title: str = ""
    tags: Sequence[str] = ()
    position: int = 0


@action
def create_template(*, actor: Actor, space_id: UUID, template: TemplateText, at: datetime | None = None) -> PostTemplate:
    """A new template of a space that the actor moderates."""
    space = find_space(actor, space_id, can_manage_templates)
    Space.objects.select_for_update().get(pk=space.pk)
    if PostTemplate.objects.filter(space=space).count() >= MOST:
        raise BadTemplateError
    row = PostTemplate(space=space)
    _fill(row, template)
    row.save(force_insert=True)
    publish(TemplateChanged(space_id=space.pk), actor=actor, at=at or now())
    return row


@action
def change_template(*, actor: Actor, template_id: UUID, template: TemplateText, at: datetime | None = None) -> PostTemplate:
    """The template with another text."""
    row = _find(actor, template_id)
    _fill(row, template)
    row.save()
    publish(TemplateChanged(space_id=row.space_id), actor=actor, at=at or now())
    return row


@action
def remove_template(*, actor: Actor, template_id: UUID, at: datetime | None = None) -> None:
    """Offer a template no more; what was begun with it stays."""
    row = _find(actor, template_id)
    row.delete()
    publish(TemplateChanged(space_id=row.space_id), actor=actor, at=at or now())


def _find(actor: Actor, template_id: UUID) -> PostTemplate:
    row = PostTemplate.objects.select_related("space").select_for_update(of=("self",)).filter(pk=template_id).first()
    if row is None:
        raise NotFoundError
    authorise(actor, can_manage_templates, row.space)
    return row


def _fill(row: PostTemplate, template: TemplateText) -> None:
    name = one_line(template.name)
    if not name or len(name) > LONGEST_NAME or template.use not in set(Use):
        raise BadTemplateError.about("name")
    others = PostTemplate.objects.filter(space_id=row.space_id, use=template.use, name=name).exclude(pk=row.pk)
    if others.exists():
        raise TemplateNameTakenError.about("name")
    row.name, row.use, row.body = name, Use(template.use).value, clean_body(template.body)
    row.title, row.tags = one_line(template.title)[:MAX_TITLE], ", ".join(clean_tags(template.tags))
    row.position = max(0, min(template.position, 1_000))
