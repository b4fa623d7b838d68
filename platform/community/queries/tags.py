"""Tags as their pages show them: by group, with how many topics the reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Sum
from django.db.models.functions import Coalesce

from access.policies import authorise
from community.models.ranking import TagUse
from community.models.space import Space
from community.models.tag import Tag, TagGroup, TopicTag
from community.policies import can_manage_tags
from kernel.actor import Actor
from kernel.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class TagRow:
    """One tag; `topic_count` counts topics in the reader's spaces."""

    id: UUID
    name: str
    description: str
    group_id: UUID | None
    topic_count: int
    synonyms: Sequence[str]


@dataclass(frozen=True, slots=True)
class TagGroupRow:
    """A group with its tags, most used first. The last one, without an id, holds tags of no group."""

    id: UUID | None
    name: str
    description: str
    hue: int
    is_exclusive: bool
    tags: Sequence[TagRow]


def find_tag(name: str) -> Tag | None:
    """The tag of this name, or the one that the name is a synonym of."""
    found = Tag.objects.select_related("synonym_of", "group").filter(name=name.lower()).first()
    return found.synonym_of or found if found is not None else None


def get_tag(actor: Actor, tag_id: UUID) -> Tag | None:
    """The tag or synonym, for those who manage them."""
    authorise(actor, can_manage_tags)
    return Tag.objects.filter(pk=tag_id).first()


def get_tag_group(actor: Actor, group_id: UUID) -> TagGroup:
    """The group, for those who manage them; raises NotFoundError."""
    authorise(actor, can_manage_tags)
    found = TagGroup.objects.filter(pk=group_id).first()
    if found is None:
        raise NotFoundError
    return found


def tag_group_names() -> list[tuple[UUID, str]]:
    """Groups of tags in their order, to choose from."""
    return list(TagGroup.objects.order_by("position", "name", "pk").values_list("pk", "name"))


def list_tag_groups(spaces: Sequence[Space], *, all_tags: bool = False) -> list[TagGroupRow]:
    """Groups with their tags, in two queries. Tags that no visible topic carries are left out unless `all_tags`."""
    rows = list_tags(spaces, all_tags=all_tags)
    groups = [
        TagGroupRow(
            id=group.pk,
            name=group.name,
            description=group.description,
            hue=group.hue // 30 * 30,
            is_exclusive=group.is_exclusive,
            tags=[row for row in rows if row.group_id == group.pk],
        )
        for group in TagGroup.objects.order_by("position", "name", "pk")
    ]
    loose = TagGroupRow(None, "", "", 210, False, [row for row in rows if row.group_id is None])
    return [group for group in [*groups, loose] if group.tags or (all_tags and group.id is not None)]


def list_tags(spaces: Sequence[Space], *, all_tags: bool = False) -> list[TagRow]:
    """Tags with their synonyms and counts, most used first, in one query."""
    uses = TagUse.objects.filter(tag=OuterRef("pk"), space__in=[space.pk for space in spaces])
    count = uses.order_by().values("tag").annotate(total=Sum("topic_count")).values("total")
    synonyms = Tag.objects.filter(synonym_of=OuterRef("pk")).order_by("name").values("name")
    rows = Tag.objects.filter(synonym_of__isnull=True).annotate(used=Coalesce(count, 0), also=ArraySubquery(synonyms))
    if not all_tags:
        # The counts are minutes old: a tag that stands on hidden topics alone must not show before they are counted again.
        ids = [space.pk for space in spaces]
        visible = TopicTag.objects.filter(tag=OuterRef("pk"), topic__space__in=ids, topic__hidden_at__isnull=True)
        rows = rows.filter(Exists(visible), used__gt=0)
    return [
        TagRow(tag.pk, tag.name, tag.description, tag.group_id, tag.used, tag.also)
        for tag in rows.order_by("-used", "name", "pk")
    ]


def list_managed_tags(actor: Actor, spaces: Sequence[Space]) -> list[TagGroupRow]:
    """The same with unused tags and empty groups, for those who keep them in order."""
    authorise(actor, can_manage_tags)
    return list_tag_groups(spaces, all_tags=True)
