"""Groups of members, and the spaces that are theirs alone."""

from functools import partial
from uuid import UUID

from community.actions.belonging import add_to_group, ask_to_join
from community.actions.groups import create_group
from community.actions.rules import Rule, set_space_rules
from community.actions.spaces import update_space
from demo.contracts import BrandText, GroupText, SpaceText
from demo.loading.progress import Progress


def load_groups(progress: Progress, brand: BrandText) -> int:
    """How many groups were made."""
    made = sum(progress.once(f"group:{group.key}", partial(_group, progress, group)) for group in brand.group)
    for space in brand.space:
        if space.group:
            progress.once(f"space of a group:{space.key}", partial(_close, progress, space))
    progress.forget_actors()
    return made


def _group(progress: Progress, text: GroupText) -> UUID:
    group = create_group(
        actor=progress.system,
        name=text.name,
        slug=text.slug or text.key,
        description=text.description,
        title=text.title,
        visibility=text.visibility,
        joining=text.joining,
        is_mentionable=text.mentionable,
    )
    for key in dict.fromkeys([*text.owners, *text.members]):
        user_id = progress.id_of(f"user:{key}")
        add_to_group(actor=progress.system, group_id=group.pk, user_id=user_id, is_owner=key in text.owners, at=progress.began)
    for key, words in text.asking.items():
        ask_to_join(actor=progress.actor(key), group_id=group.pk, text=words)
    return group.pk


def _close(progress: Progress, text: SpaceText) -> None:
    space_id, group_id = progress.id_of(f"space:{text.key}"), progress.id_of(f"group:{text.group}")
    update_space(actor=progress.system, space_id=space_id, visibility="custom")
    rules = [Rule("create", "group", str(group_id))]
    set_space_rules(actor=progress.system, space_id=space_id, rules=rules)
