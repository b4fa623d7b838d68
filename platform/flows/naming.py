"""Colleagues who name a team with @ reach its members: the community keeps the mention, the inbox knows who is in the team."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions.notices import give_notice
from accounts.actors import actor_for_user_id
from accounts.notices import Noticed, NoticeKind, register_kind
from community.queries.mentions import list_mentions, list_named_users
from community.queries.noticing import may_read_topic, surroundings_of
from community.queries.watching import watchers_of
from inbox.queries.organisation import list_teams
from kernel.actor import Actor
from people.queries import people_by_id

KIND = "team_mention"


def register_notice() -> None:
    """Declare the kind of notice; called from ready()."""
    label = gettext_lazy("Somebody mentions a team of mine")
    register_kind(NoticeKind(KIND, label, _in_words, order=15, needs_topic=True))


def tell_teams(*, actor: Actor, post_id: UUID, mention_ids: list[UUID]) -> None:
    """Tell the members of the teams that a post names: each once, by the first of their teams; not who wrote it, not who is
    named in person or in a group and is told of that, not who muted the topic or may not read it."""
    post = surroundings_of(post_id)
    named = {mention.target_id for mention in list_mentions(mention_ids) if mention.kind == "team"}
    if post is None or post.is_hidden or not named:
        return
    author = people_by_id([post.author_id])[post.author_id].user_id
    told = {author, *list_named_users(mention_ids)}
    levels = watchers_of(post.topic_id)
    for team in list_teams(actor=actor):
        for user_id in team.member_ids if team.id in named else ():
            if user_id in told or levels.get(user_id) == "muted" or not may_read_topic(actor_for_user_id(user_id), post.topic_id):
                continue
            told.add(user_id)
            give_notice(
                actor=actor,
                user_id=user_id,
                kind=KIND,
                key=f"post:{post_id}",
                person_id=post.author_id,
                topic_id=post.topic_id,
                post_id=post_id,
                data={"team": team.name},
            )


def _in_words(n: Noticed) -> str:
    who = n.who or _("Somebody")
    return _("%(who)s mentioned your team %(team)s in “%(topic)s”") % {
        "who": who,
        "team": n.data.get("team", ""),
        "topic": n.topic_title,
    }
