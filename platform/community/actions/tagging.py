"""Keeping the brand's tags in order: names, descriptions, groups, synonyms, merging."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from access.policies import authorise
from community.errors import BadTagError, SynonymOfSynonymError, TagTakenError
from community.models.tag import Tag, TagGroup, TopicTag
from community.policies import can_manage_tags
from community.tag_events import TagChanged, TagDeleted, TagGroupChanged, TagsMerged
from community.texts import clean_tags, clean_title
from events.recording import action, publish
from kernel.actor import Actor
from kernel.errors import InvalidError, NotFoundError

TAG_CHANGES = frozenset(["name", "description", "group_id"])
GROUP_CHANGES = frozenset(["name", "description", "position", "hue", "is_exclusive"])


@action
def create_tag(*, actor: Actor, name: str, description: str = "", group_id: UUID | None = None) -> Tag:
    """The tag of this name, made when there is none."""
    authorise(actor, can_manage_tags)
    name = _clean_name(name)
    made = Tag.objects.filter(name=name).first()
    if made is not None:
        return made
    tag = Tag(name=name, description=description.strip()[:400], group_id=_group_id(group_id))
    tag.save(force_insert=True)
    publish(TagChanged(tag_id=tag.pk), actor=actor)
    return tag


@action
def change_tag(*, actor: Actor, tag_id: UUID, **changes: Any) -> Tag:
    """The tag with another name, description or group; raises TagTakenError when the name is in use: merge instead."""
    authorise(actor, can_manage_tags)
    tag = _find(tag_id)
    _only(changes, TAG_CHANGES)
    if "name" in changes:
        changes["name"] = _clean_name(changes["name"])
    if "description" in changes:
        changes["description"] = changes["description"].strip()[:400]
    if "group_id" in changes:
        changes["group_id"] = _group_id(changes["group_id"])
    changed = [name for name, value in changes.items() if getattr(tag, name) != value]
    if not changed:
        return tag
    for name in changed:
        setattr(tag, name, changes[name])
    _save(tag, changed, TagTakenError.about("name"))
    publish(TagChanged(tag_id=tag.pk), actor=actor)
    return tag


@action
def add_synonym(*, actor: Actor, tag_id: UUID, name: str) -> Tag:
    """A name that stands for this tag from now on; topics that carried it as a tag of its own carry this one instead."""
    authorise(actor, can_manage_tags)
    tag = _find(tag_id)
    name = _clean_name(name)
    if tag.synonym_of_id is not None or name == tag.name:
        raise SynonymOfSynonymError
    synonym = Tag.objects.filter(name=name).first()
    if synonym is None:
        synonym = Tag(name=name, synonym_of=tag)
        synonym.save(force_insert=True)
    else:
        _carry_over(synonym, tag)
        Tag.objects.filter(synonym_of=synonym).update(synonym_of=tag)
        synonym.synonym_of, synonym.group = tag, None
        synonym.save(update_fields=["synonym_of", "group"])
    publish(TagChanged(tag_id=tag.pk), actor=actor)
    return synonym


@action
def remove_synonym(*, actor: Actor, tag_id: UUID) -> None:
    """The name stands for nothing any more. What was tagged with it keeps the tag it stood for."""
    authorise(actor, can_manage_tags)
    synonym = Tag.objects.filter(pk=tag_id, synonym_of__isnull=False).first()
    if synonym is None:
        return
    publish(TagChanged(tag_id=synonym.synonym_of_id), actor=actor)
    synonym.delete()


@action
def merge_tags(*, actor: Actor, tag_id: UUID, into_id: UUID) -> Tag:
    """Topics of the first tag carry the second one, of which the first becomes a synonym: old addresses keep working."""
    authorise(actor, can_manage_tags)
    gone, kept = _find(tag_id), _find(into_id)
    if gone.pk == kept.pk or kept.synonym_of_id is not None:
        raise SynonymOfSynonymError
    add_synonym(actor=actor, tag_id=kept.pk, name=gone.name)
    publish(TagsMerged(tag_id=kept.pk, gone_id=gone.pk), actor=actor)
    return kept


@action
def delete_tag(*, actor: Actor, tag_id: UUID) -> None:
    """The tag and its synonyms are gone from all topics."""
    authorise(actor, can_manage_tags)
    tag = Tag.objects.filter(pk=tag_id).first()
    if tag is None:
        return
    publish(TagDeleted(tag_id=tag.pk), actor=actor)
    tag.delete()


@action
def create_tag_group(*, actor: Actor, name: str, **changes: Any) -> TagGroup:
    """A new group; raises TagTakenError when there is one of this name."""
    authorise(actor, can_manage_tags)
    _only(changes, GROUP_CHANGES)
    group = TagGroup(name=clean_title(name)[:60], **changes)
    _save(group, None, TagTakenError.about("name"))
    publish(TagGroupChanged(group_id=group.pk), actor=actor)
    return group


@action
def change_tag_group(*, actor: Actor, group_id: UUID, **changes: Any) -> TagGroup:
    """The group with these fields changed; topics that carry several tags of it keep them until they are edited."""
    authorise(actor, can_manage_tags)
    group = TagGroup.objects.filter(pk=group_id).first()
    if group is None:
        raise NotFoundError
    _only(changes, GROUP_CHANGES)
    if "name" in changes:
        changes["name"] = clean_title(changes["name"])[:60]
    for name, value in changes.items():
        setattr(group, name, value)
    if changes:
        _save(group, sorted(changes), TagTakenError.about("name"))
        publish(TagGroupChanged(group_id=group.pk), actor=actor)
    return group


@action
def delete_tag_group(*, actor: Actor, group_id: UUID) -> None:
    """The group is gone; its tags stay."""
    authorise(actor, can_manage_tags)
    group = TagGroup.objects.filter(pk=group_id).first()
    if group is None:
        return
    publish(TagGroupChanged(group_id=group.pk), actor=actor)
    Tag.objects.filter(group=group).update(group=None)
    group.delete()


def _find(tag_id: UUID) -> Tag:
    tag = Tag.objects.select_for_update().filter(pk=tag_id).first()
    if tag is None:
        raise NotFoundError
    return tag


def _group_id(group_id: UUID | None) -> UUID | None:
    if group_id is not None and not TagGroup.objects.filter(pk=group_id).exists():
        raise InvalidError(fields={"group_id": [_("There is no such group.")]})
    return group_id


def _clean_name(name: str) -> str:
    found = clean_tags([name])
    if len(found) != 1:
        raise BadTagError.about("name")
    return found[0]


def _carry_over(gone: Tag, kept: Tag) -> None:
    both = TopicTag.objects.filter(tag=kept, topic_id=OuterRef("topic_id"))
    TopicTag.objects.filter(Exists(both), tag=gone).delete()
    TopicTag.objects.filter(tag=gone).update(tag=kept)


def _only(changes: dict[str, Any], allowed: frozenset[str]) -> None:
    unknown = changes.keys() - allowed
    if unknown:
        raise InvalidError(fields={name: [_("This cannot be set.")] for name in sorted(unknown)})


def _save(row: Any, fields: list[str] | None, problem: Exception) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True) if fields is None else row.save(update_fields=fields)
    except IntegrityError as error:
        raise problem from error
