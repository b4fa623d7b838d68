"""Writing the groups of one batch and who belongs to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from community.actions.belonging import add_to_group
from community.actions.groups import create_group
from community.actions.rules import Rule, set_space_rules
from community.actions.spaces import update_space
from community.importers.neutral import records
from community.importers.neutral.naming import free_slug, group_id_of, space_id_of
from community.importers.neutral.reading import Report
from community.models.group import MemberGroup
from community.models.space import Space, Visibility, Whom
from kernel.actor import Actor
from kernel.errors import DomainError
from kernel.text import one_line
from people.queries import own_account_ids


@dataclass
class GroupStore:
    """Makes what is not there yet; what is, the brand may have changed since, and it stays."""

    actor: Actor
    source: str
    report: Report

    def store(self, lines: Sequence[tuple[str, records.Group]]) -> list[UUID]:
        """The ids of the groups that were made."""
        made: list[UUID] = []
        for place, record in lines:
            ident = group_id_of(self.source, record.id)
            if MemberGroup.objects.filter(pk=ident).exists():
                continue
            name = one_line(record.name)[:80] or record.id
            try:
                create_group(
                    actor=self.actor,
                    id=ident,
                    name=name,
                    slug=free_slug(record.slug or name, MemberGroup),
                    description=record.description,
                    title=record.title,
                    visibility=record.visibility,
                    joining=record.joining,
                    is_mentionable=record.mentionable,
                )
            except DomainError as error:
                self.report(place, f"group {record.id}: {error}")
                continue
            made.append(ident)
            self._open(place, record, ident)
        return made

    def fill(self, lines: Sequence[tuple[str, records.Membership]], people: Mapping[str, UUID]) -> None:
        """Add those who have an account here."""
        for place, record in lines:
            ident = group_id_of(self.source, record.group)
            if not MemberGroup.objects.filter(pk=ident).exists():
                self.report(place, f"there is no group {record.group}")
                continue
            for user_id in own_account_ids([people[record.member]]):
                try:
                    add_to_group(actor=self.actor, group_id=ident, user_id=user_id, is_owner=record.owner, at=record.since)
                except DomainError as error:
                    self.report(place, f"member {record.member}: {error}")

    def _open(self, place: str, record: records.Group, ident: UUID) -> None:
        for key, right in record.opens.items():
            space = Space.objects.filter(pk=space_id_of(self.source, key)).first()
            if space is None or space.visibility not in (Visibility.STAFF.value, Visibility.CUSTOM.value):
                self.report(place, f"group {record.id} opens {key}, which is no private space of this import")
                continue
            kept = [Rule(rule["right"], rule["whom"], rule["value"]) for rule in space.rules]
            try:
                set_space_rules(actor=self.actor, space_id=space.pk, rules=[*kept, Rule(right, Whom.GROUP.value, str(ident))])
                update_space(actor=self.actor, space_id=space.pk, visibility=Visibility.CUSTOM.value)
            except DomainError as error:
                self.report(place, f"group {record.id} opens {key}: {error}")
