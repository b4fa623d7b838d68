"""What the community itself adds to a person's page."""

from django.template.loader import render_to_string
from markupsafe import Markup

from community.queries.groups import groups_of_person
from kernel.actor import Actor
from people.contracts import PersonInfo


def group_section(actor: Actor, person: PersonInfo) -> Markup | None:
    """The groups of a person that the reader may know of; None for those without, and for who hides their profile."""
    groups = groups_of_person(actor, person.id)
    if not groups:
        return None
    return Markup(render_to_string("community/parts/person_groups.html", {"groups": groups}))  # noqa: S704 - rendered with autoescape
