"""Who may do what in the community: one function per verb."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from access.policies import policy
from brand_settings.queries import read
from community.abilities import Ability, can, level_of
from community.languages import LanguageSettings
from community.models.hiding import SEEN_BY_AUTHORS, HiddenAs
from community.models.post import Post
from community.models.space import MODERATE, POST, VIEW, Right, Space, Visibility
from community.models.topic import Kind, Topic
from kernel.actor import Actor, Role
from people.queries import person_id_of_user

EDIT_WINDOW, NEW_EDIT_WINDOW = timedelta(days=30), timedelta(days=1)
"""How long trusted authors may change what they wrote, and how long others."""


@policy("community.view_space")
def can_view_space(actor: Actor, space: Space, *_: Any) -> bool:
    """Public spaces are open to all, the others to members, staff, or by grant. Ignores what a verb also looks at."""
    if space.visibility == Visibility.PUBLIC or actor.is_staff or actor.role is Role.SYSTEM:
        return True
    if space.visibility == Visibility.MEMBERS and actor.is_authenticated:
        return True
    if space.visibility == Visibility.CUSTOM and space.gives(actor, Right.VIEW):
        return True
    return space.pk in actor.granted("space", VIEW)


@policy("community.moderate", reveals=can_view_space)
def can_moderate(actor: Actor, space: Space) -> bool:
    """Moderators and supervisors everywhere, others by grant on the space."""
    if not can_view_space(actor, space):
        return False
    if actor.role is Role.MODERATOR or actor.is_supervisor or space.pk in actor.granted("space", MODERATE):
        return True
    return space.visibility == Visibility.CUSTOM and actor.is_authenticated and space.gives(actor, Right.MODERATE)


@policy("community.manage_spaces")
def can_manage_spaces(actor: Actor) -> bool:
    """Owners and admins make and change spaces."""
    return actor.is_administrator


@policy("community.conceal")
def can_conceal(actor: Actor, *_: Any) -> bool:
    """The platform itself, for the room of moderation, which has asked who may."""
    return actor.role is Role.SYSTEM


@policy("community.note_escalation")
def can_note_escalation(actor: Actor) -> bool:
    """The platform itself."""
    return actor.role is Role.SYSTEM


@policy("community.view_topic")
def can_view_topic(actor: Actor, topic: Topic, *_: Any) -> bool:
    """Whoever may read the space; a hidden topic is for those whom `HiddenAs` names."""
    return can_view_space(actor, topic.space) and (topic.hidden_at is None or _sees_hidden(actor, topic.space, topic))


@policy("community.view_post")
def can_view_post(actor: Actor, post: Post, *_: Any) -> bool:
    """Whoever may read the topic; a hidden post is for moderators."""
    return can_view_topic(actor, post.topic) and (post.hidden_at is None or _sees_hidden(actor, post.topic.space, post))


def _sees_hidden(actor: Actor, space: Space, thing: Topic | Post) -> bool:
    if can_moderate(actor, space) or (thing.hidden_as == HiddenAs.STAFF and actor.is_staff):
        return True
    if thing.hidden_as not in SEEN_BY_AUTHORS or actor.user_id is None:
        return False
    return thing.author_id == person_id_of_user(actor.user_id)


@policy("community.ask", reveals=can_view_space)
def can_ask(actor: Actor, space: Space, kind: str = Kind.QUESTION) -> bool:
    """Any account trusted enough that may write in the space. Announcements are for staff and moderators."""
    if not can_write_in(actor, space, Right.CREATE, Ability.CREATE_TOPIC):
        return False
    return kind != Kind.ANNOUNCEMENT or actor.is_staff or can_moderate(actor, space)


def can_write_in(actor: Actor, space: Space, right: Right, ability: Ability) -> bool:
    """Whether the actor has this right here: not in a closed space, in a staff space or one with rules only by right."""
    if not (actor.is_authenticated and can_view_space(actor, space)):
        return False
    if can_moderate(actor, space):
        return True
    if space.read_only_at is not None or space.archived_at is not None:
        return False
    if space.visibility == Visibility.CUSTOM:
        return space.pk in actor.granted("space", POST) or (space.gives(actor, right) and can(actor, ability))
    if space.visibility == Visibility.STAFF:
        return actor.is_staff or space.pk in actor.granted("space", POST)
    return can(actor, ability)


@policy("community.reply", reveals=can_view_topic)
def can_reply(actor: Actor, topic: Topic) -> bool:
    """Whoever may write replies in the space; in a locked or hidden topic only its moderators, in an archived one nobody."""
    if topic.archived_at is not None or not (
        can_view_topic(actor, topic) and can_write_in(actor, topic.space, Right.REPLY, Ability.REPLY)
    ):
        return False
    return (topic.locked_at is None and topic.hidden_as in ("", HiddenAs.STAFF)) or can_moderate(actor, topic.space)


@policy("community.edit_post", reveals=can_view_post)
def can_edit_post(actor: Actor, post: Post, person_id: UUID | None, at: datetime) -> bool:
    """Moderators always; authors for a day, trusted ones for thirty; others where their level or a wiki lets them.

    In a locked topic moderators alone. Imported posts stay as their authors left them.
    """
    if post.imported_key or not actor.is_authenticated or not can_view_post(actor, post) or _is_fixed(post):
        return False
    if can_moderate(actor, post.topic.space):
        return True
    if post.topic.locked_at is not None:
        return False
    if post.author_id == person_id:
        window = EDIT_WINDOW if can(actor, Ability.EDIT_LONG_AFTER) else NEW_EDIT_WINDOW
        return at - post.created_at < window
    return can_reply(actor, post.topic) and _edits_others(actor, post)


def _is_fixed(post: Post) -> bool:
    """In an archived topic nothing changes, and the text of an article changes through a reviewed version alone."""
    return post.topic.archived_at is not None or (post.topic.kind == Kind.ARTICLE and not post.is_reply)


def _edits_others(actor: Actor, post: Post) -> bool:
    """In a wiki those who are trusted with it; elsewhere the most trusted members, and no agents: they speak for the brand."""
    if post.wiki_at is not None:
        return can(actor, Ability.EDIT_WIKI)
    return not actor.is_staff and actor.is_authenticated and can(actor, Ability.EDIT_OTHERS)


@policy("community.accept_solution", reveals=can_view_topic)
def can_accept(actor: Actor, topic: Topic, person_id: UUID | None) -> bool:
    """Who asked, staff, or a moderator; only questions have a solution."""
    if not topic.is_question or topic.archived_at is not None or not actor.is_authenticated or not can_view_topic(actor, topic):
        return False
    return topic.author_id == person_id or actor.is_staff or can_moderate(actor, topic.space)


@policy("community.vote", reveals=can_view_post)
def can_vote(actor: Actor, post: Post, person_id: UUID | None) -> bool:
    """Any account trusted enough that may read the post, but not its author; nobody in an archived topic."""
    if post.topic.archived_at is not None or post.author_id == person_id:
        return False
    return actor.is_authenticated and can(actor, Ability.VOTE) and can_view_post(actor, post)


@policy("community.moderate_topic", reveals=can_view_topic)
def can_moderate_topic(actor: Actor, topic: Topic) -> bool:
    """Whoever moderates the space, signed in: a decision has a name. Or the platform, by a rule that the brand set."""
    return (actor.is_authenticated or actor.role is Role.SYSTEM) and can_moderate(actor, topic.space)


@policy("community.moderate_post", reveals=can_view_post)
def can_moderate_post(actor: Actor, post: Post) -> bool:
    """The same about one reply."""
    return can_moderate_topic(actor, post.topic)


@policy("community.draft")
def can_draft(actor: Actor) -> bool:
    """Any account keeps drafts, its own alone."""
    return actor.is_authenticated


def sees_both_spaces(actor: Actor, topic: Topic, space: Space, *_: Any) -> bool:
    """What a move reveals: nobody learns of a space that they cannot see."""
    return can_view_topic(actor, topic) and can_view_space(actor, space)


@policy("community.move_topic", reveals=sees_both_spaces)
def can_move_topic(actor: Actor, topic: Topic, space: Space) -> bool:
    """Who moderates the topic and could begin one of its kind in the other space."""
    return can_moderate_topic(actor, topic) and can_ask(actor, space, topic.kind)


@policy("community.split_topic", reveals=sees_both_spaces)
def can_split_topic(actor: Actor, topic: Topic, space: Space, kind: str) -> bool:
    """Who moderates the topic and could begin one of this kind where the new one shall stand."""
    return can_moderate_topic(actor, topic) and can_ask(actor, space, kind)


def sees_both_topics(actor: Actor, topic: Topic, other: Topic, *_: Any) -> bool:
    """What merging reveals: nobody learns of a topic that they cannot see."""
    return can_view_topic(actor, topic) and can_view_topic(actor, other)


@policy("community.move_posts", reveals=sees_both_topics)
def can_move_posts(actor: Actor, topic: Topic, other: Topic) -> bool:
    """Who moderates both topics."""
    return can_moderate_topic(actor, topic) and can_moderate_topic(actor, other)


@policy("community.pin_everywhere", reveals=can_view_topic)
def can_pin_everywhere(actor: Actor, topic: Topic) -> bool:
    """Moderators of the whole community and supervisors; a moderator of one space pins there."""
    return can_moderate_topic(actor, topic) and (actor.role is Role.MODERATOR or actor.is_supervisor)


@policy("community.set_timer", reveals=can_view_topic)
def can_set_timer(actor: Actor, topic: Topic, kind: str, space: Space | None = None) -> bool:
    """Anybody with an account may be reminded. The rest is for who moderates the topic and, to publish, may begin one there."""
    if kind == "remind":
        return actor.is_authenticated and can_view_topic(actor, topic)
    if not can_moderate_topic(actor, topic):
        return False
    return kind != "publish" or space is None or can_ask(actor, space, topic.kind)


@policy("community.vote_in_poll", reveals=can_view_post)
def can_vote_in_poll(actor: Actor, post: Post) -> bool:
    """Any account that may read the post, its author too, while the topic is open."""
    return actor.is_authenticated and can_view_post(actor, post) and post.topic.locked_at is None


@policy("community.close_poll", reveals=can_view_post)
def can_close_poll(actor: Actor, post: Post, person_id: UUID | None) -> bool:
    """Whoever wrote the post, and moderators."""
    if not (actor.is_authenticated and can_view_post(actor, post)):
        return False
    return post.author_id == person_id or can_moderate(actor, post.topic.space)


@policy("community.keep_reading", reveals=can_view_topic)
def can_keep_reading(actor: Actor, topic: Topic) -> bool:
    """Anybody with an account, about themselves."""
    return actor.is_authenticated and can_view_topic(actor, topic)


@policy("community.count")
def can_count(actor: Actor) -> bool:
    """The platform itself counts."""
    return actor.role is Role.SYSTEM


@policy("community.manage_tags")
def can_manage_tags(actor: Actor) -> bool:
    """Owners and admins name, group and merge tags."""
    return actor.is_administrator


@policy("community.create_poll", reveals=can_view_post)
def can_create_poll(actor: Actor, post: Post, person_id: UUID | None, at: datetime) -> bool:
    """Whoever may edit the post and is trusted with polls."""
    return can_edit_post(actor, post, person_id, at) and can(actor, Ability.CREATE_POLL)


@policy("community.make_wiki", reveals=can_view_post)
def can_make_wiki(actor: Actor, post: Post, person_id: UUID | None) -> bool:
    """Authors who are trusted with it, and moderators; imported posts stay as they are."""
    if post.imported_key or not actor.is_authenticated or not can_view_post(actor, post):
        return False
    own = post.author_id == person_id and can(actor, Ability.MAKE_WIKI)
    return own or can_moderate(actor, post.topic.space)


@policy("community.schedule_topic", reveals=can_view_space)
def can_schedule(actor: Actor, space: Space, kind: str = Kind.QUESTION) -> bool:
    """Whoever may begin such a topic here and is trusted to let it appear later."""
    return can_ask(actor, space, kind) and (can(actor, Ability.SCHEDULE_TOPIC) or can_moderate(actor, space))


@policy("community.staff_topic", reveals=can_view_space)
def can_keep_among_staff(actor: Actor, space: Space, kind: str = Kind.QUESTION) -> bool:
    """Staff begin topics that only staff see."""
    return actor.is_staff and can_ask(actor, space, kind)


@policy("community.manage_templates", reveals=can_view_space)
def can_manage_templates(actor: Actor, space: Space) -> bool:
    """Whoever moderates the space says what its writers may begin with."""
    return actor.is_authenticated and can_moderate(actor, space)


@policy("community.open_topic", reveals=can_view_topic)
def can_open_topic(actor: Actor, topic: Topic, person_id: UUID | None) -> bool:
    """Who wrote it, while they could write it anew, and moderators; a staff topic's author is staff."""
    if not (actor.is_authenticated and can_view_topic(actor, topic)):
        return False
    own = topic.author_id == person_id and can_ask(actor, topic.space, topic.kind)
    return own or can_moderate(actor, topic.space)


@policy("community.publish_due")
def can_publish_due(actor: Actor, *_: Any) -> bool:
    """The platform itself, when the time has come."""
    return actor.role is Role.SYSTEM


@policy("community.run_timers")
def can_run_timers(actor: Actor) -> bool:
    """The platform itself, when their time has come; whose timer it is gives the rights."""
    return actor.role is Role.SYSTEM


@policy("community.count_searches")
def can_count_searches(actor: Actor) -> bool:
    """Supervisors see what was looked for; the platform drops what is old."""
    return actor.is_supervisor


@policy("community.note_language", reveals=can_view_post)
def can_note_language(actor: Actor, post: Post) -> bool:
    """The platform itself."""
    return actor.role is Role.SYSTEM


@policy("community.set_language", reveals=can_view_post)
def can_set_language(actor: Actor, post: Post, person_id: UUID | None) -> bool:
    """Who wrote it, staff, or a moderator."""
    if not (actor.is_authenticated and can_view_post(actor, post)):
        return False
    return post.author_id == person_id or actor.is_staff or can_moderate(actor, post.topic.space)


@policy("community.translate", reveals=can_view_post)
def can_translate(actor: Actor, post: Post) -> bool:
    """Members trusted enough by the brand's setting, staff, moderators."""
    if not (actor.is_authenticated and can_view_post(actor, post)):
        return False
    return can_moderate(actor, post.topic.space) or actor.is_staff or level_of(actor) >= read(LanguageSettings).translate_level


@policy("community.want_translation", reveals=can_view_post)
def can_want_translation(actor: Actor, post: Post) -> bool:
    """Members trusted enough by the brand's setting, where the brand offers machine translation."""
    settings = read(LanguageSettings)
    return (
        settings.machine and actor.is_authenticated and can_view_post(actor, post) and level_of(actor) >= settings.machine_level
    )


@policy("community.receive_translation")
def can_receive_translation(actor: Actor) -> bool:
    """The platform itself."""
    return actor.role is Role.SYSTEM


@policy("community.carry_over")
def can_carry_over(actor: Actor) -> bool:
    """Owners and admins bring a community in from elsewhere, and take everything out."""
    return actor.is_administrator


@policy("community.bookmark", reveals=can_view_post)
def can_bookmark(actor: Actor, post: Post) -> bool:
    """Every account, what it may read."""
    return actor.is_authenticated and can_view_post(actor, post)
