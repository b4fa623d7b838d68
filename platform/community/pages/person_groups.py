"""What the community itself adds to a person's page."""

from uuid import UUID

from django.template.loader import render_to_string
from markupsafe import Markup

from community.queries.groups import groups_of_person
from kernel.actor import Actor


def group_section(actor: Actor, person_id: UUID) -> Markup | None:
    """The groups of a person that the reader may know of; None for those without, and for who hides their profile."""
    groups = groups_of_person(actor, person_id)
    if not groups:
        return None
    return Markup(render_to_string("community/parts/person_groups.html", {"groups": groups}))  # noqa: S704 - rendered with autoescape
