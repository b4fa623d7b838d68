"""What members say of themselves and keep for themselves."""

from datetime import timedelta
from functools import partial

from community.actions.bookmarking import keep_post
from community.actions.drafting import DraftText, save_draft
from community.actions.profiling import change_member_profile
from community.actions.relating import follow_member
from demo.contracts import BrandText, MemberText
from demo.loading.progress import Progress
from demo.loading.tending import post_id_of

_ON_SATURDAY = timedelta(days=3)
_A_WHILE_AGO = timedelta(days=1)


def load_members(progress: Progress, brand: BrandText) -> int:
    """How many members made themselves at home."""
    return sum(progress.once(f"member:{member.key}", partial(_settle, progress, brand, member)) for member in brand.member)


def _settle(progress: Progress, brand: BrandText, member: MemberText) -> None:
    actor, at = progress.actor(member.key), progress.began - _A_WHILE_AGO
    if member.about or member.place or member.links:
        change_member_profile(actor=actor, about=member.about.strip(), location=member.place, links=member.links, at=at)
    for other in member.follows:
        follow_member(actor=actor, user_id=progress.id_of(f"user:{other}"), at=at)
    topics = {topic.key: topic for topic in brand.topic}
    for topic, name in member.bookmarks.items():
        remind_at = progress.began + _ON_SATURDAY if topic == member.reminder else None
        keep_post(actor=actor, post_id=post_id_of(progress, topics[topic], None), name=name, remind_at=remind_at, at=at)
    if member.draft:
        space_id = progress.id_of(f"space:{member.draft_space}")
        text = DraftText(title=member.draft_title, body=member.draft.strip(), space_id=space_id)
        save_draft(actor=actor, key="new", text=text, at=at)
