"""One table of who may do what: each policy with the things that it judges, tried by every role."""

import ast
from collections.abc import Callable
from typing import Any

import pytest

from access.policies import list_policies
from kernel.actor import Actor, Role, anonymous_actor, system_actor
from kernel.clock import now
from kernel.ids import uuid7
from tenants.context import tenant_context
from tests.architecture.case_basics import ADMINISTRATORS, EVERYBODY, MEMBERS, MODERATORS, STAFF, SUPERVISORS
from tests.architecture.house import package_folders, python_files, tree_of
from tests.architecture.stage import ROLES, Stage
from tests.plugin import TENANTS
from tests.worlds import World

Staged = tuple[World, dict[str, Stage]]
SYSTEM = frozenset({"system"})
Things = Callable[[Stage], tuple[Any, ...]]


def nothing(_stage: Stage) -> tuple[Any, ...]:
    return ()


def space(stage: Stage) -> tuple[Any, ...]:
    from community.models.space import Space

    return (Space.objects.get(pk=stage.space),)


def asked_group(stage: Stage) -> tuple[Any, ...]:
    from community.models.group import MemberGroup

    return (MemberGroup.objects.get(pk=stage.asked_group),)


def free_group(stage: Stage) -> tuple[Any, ...]:
    from community.models.group import MemberGroup

    return (MemberGroup.objects.get(pk=stage.free_group),)


def topic(stage: Stage) -> tuple[Any, ...]:
    from community.models.topic import Topic

    return (Topic.objects.select_related("space").get(pk=stage.topic),)


def post(stage: Stage) -> tuple[Any, ...]:
    from community.models.post import Post

    return (Post.objects.select_related("topic__space").get(pk=stage.post),)


def conversation(stage: Stage) -> tuple[Any, ...]:
    from inbox.models.conversations import Conversation

    return (Conversation.objects.get(pk=stage.conversation),)


def inbox(stage: Stage) -> tuple[Any, ...]:
    return (stage.inbox,)


def upload(stage: Stage) -> tuple[Any, ...]:
    from files.models import Upload

    return (Upload.objects.get(pk=stage.upload),)


def account(stage: Stage) -> tuple[Any, ...]:
    from accounts.models.user import User

    return (User.objects.get(pk=stage.asker.user_id),)


def somebody(_stage: Stage) -> tuple[Any, ...]:
    return (frozenset({uuid7()}),)


def the_asker(stage: Stage) -> tuple[Any, ...]:
    return (frozenset({stage.asker.user_id}),)


def other_space(stage: Stage) -> tuple[Any, ...]:
    from community.models.space import Space

    return (Space.objects.get(pk=stage.other_space),)


def idea(stage: Stage) -> tuple[Any, ...]:
    from community.models.topic import Topic

    return (Topic.objects.select_related("space").get(pk=stage.idea),)


def flagged(stage: Stage) -> tuple[Any, ...]:
    from moderation.contracts import source_of

    source = source_of("post")
    assert source is not None
    return (source.find([stage.post])[stage.post],)


def review_item(stage: Stage) -> tuple[Any, ...]:
    from moderation.models import ReviewItem

    return (ReviewItem.objects.get(pk=stage.review_item),)


def decision(stage: Stage) -> tuple[Any, ...]:
    from moderation.models import Decision

    return (Decision.objects.get(pk=stage.decision),)


def appeal(stage: Stage) -> tuple[Any, ...]:
    from moderation.models import Appeal

    return (Appeal.objects.select_related("decision").get(pk=stage.appeal),)


def talk(stage: Stage) -> tuple[Any, ...]:
    from messaging.models import Exchange

    return (Exchange.objects.get(pk=stage.exchange),)


def askers_part(stage: Stage) -> tuple[Any, ...]:
    from messaging.models import Participant

    return (*talk(stage), Participant.objects.get(exchange_id=stage.exchange, user_id=stage.asker.user_id))


def said(stage: Stage) -> tuple[Any, ...]:
    from messaging.models import Message

    return (Message.objects.select_related("exchange").get(pk=stage.message),)


POLICY_CASES: dict[str, tuple[Things, frozenset[str]]] = {
    "people.see": (the_asker, STAFF | SYSTEM | {"member"}),
    "people.search": (nothing, STAFF),
    "people.note": (the_asker, STAFF),
    "people.consent": (the_asker, STAFF | SYSTEM | {"member"}),
    "people.edit": (the_asker, STAFF | SYSTEM),
    "people.merge": (somebody, STAFF | SYSTEM),
    "people.unmerge": (somebody, STAFF | SYSTEM),
    "inbox.see_inbox": (inbox, STAFF | SYSTEM),
    "inbox.work_inbox": (inbox, STAFF | SYSTEM),
    "inbox.see": (conversation, STAFF | SYSTEM),
    "inbox.work": (conversation, STAFF | SYSTEM),
    "inbox.receive": (nothing, ADMINISTRATORS | SYSTEM),
    "inbox.receive_into": (conversation, ADMINISTRATORS | SYSTEM),
    "inbox.create_label": (nothing, SUPERVISORS | SYSTEM),
    "inbox.organise": (nothing, ADMINISTRATORS | SYSTEM),
    "community.view_space": (space, EVERYBODY | SYSTEM),
    "community.moderate": (space, MODERATORS | SYSTEM),
    "community.manage_spaces": (nothing, ADMINISTRATORS | SYSTEM),
    "community.keep_reading": (topic, MEMBERS),
    "community.count": (nothing, SYSTEM),
    "community.carry_over": (nothing, ADMINISTRATORS | SYSTEM),
    "community.manage_tags": (nothing, ADMINISTRATORS | SYSTEM),
    "community.note_language": (post, SYSTEM),
    "community.set_language": (lambda s: (*post(s), None), STAFF | {"moderator"}),
    "community.translate": (post, STAFF | {"moderator"}),
    "community.want_translation": (post, frozenset()),
    "community.receive_translation": (nothing, SYSTEM),
    "community.count_searches": (nothing, SUPERVISORS | SYSTEM),
    "community.manage_members": (nothing, MODERATORS | SYSTEM),
    "community.manage_groups": (nothing, ADMINISTRATORS | SYSTEM),
    "community.view_group": (asked_group, MEMBERS | SYSTEM),
    "community.tend_group": (asked_group, ADMINISTRATORS | SYSTEM),
    "community.ask_to_join": (asked_group, MEMBERS),
    "community.join_group": (free_group, MEMBERS),
    "community.leave_group": (asked_group, MEMBERS),
    "files.upload": (lambda s: (True,), MEMBERS | SYSTEM),
    "files.fetch": (upload, frozenset({"member"}) | SYSTEM),
    "files.remove": (upload, frozenset({"member", "owner"}) | SYSTEM),
    "branding.manage": (nothing, ADMINISTRATORS | SYSTEM),
    "brand_settings.manage": (nothing, ADMINISTRATORS | SYSTEM),
    "community.note_escalation": (nothing, SYSTEM),
    "community.view_topic": (topic, EVERYBODY | SYSTEM),
    "community.view_post": (post, EVERYBODY | SYSTEM),
    "community.ask": (space, MEMBERS),
    "community.reply": (topic, MEMBERS),
    "community.edit_post": (lambda s: (*post(s), None, now()), MODERATORS),
    "community.accept_solution": (lambda s: (*topic(s), None), STAFF | {"moderator"}),
    "community.vote": (lambda s: (*post(s), None), MEMBERS),
    "community.moderate_topic": (topic, MODERATORS | SYSTEM),
    "community.draft": (nothing, MEMBERS),
    "community.vote_in_poll": (post, MEMBERS),
    "community.close_poll": (lambda s: (*post(s), None), MODERATORS),
    "community.create_poll": (lambda s: (*post(s), None, now()), MODERATORS),
    "community.make_wiki": (lambda s: (*post(s), None), MODERATORS),
    "community.schedule_topic": (space, STAFF | {"moderator"}),
    "community.staff_topic": (space, STAFF),
    "community.manage_templates": (space, MODERATORS),
    "community.open_topic": (lambda s: (*topic(s), None), MODERATORS),
    "community.publish_due": (nothing, SYSTEM),
    "community.moderate_post": (post, MODERATORS | SYSTEM),
    "community.change_kind": (lambda s: (*topic(s), None, "announcement"), STAFF | {"moderator"}),
    "community.share_problem": (lambda s: (*topic(s), None), MEMBERS),
    "community.vote_idea": (idea, MEMBERS),
    "community.decide_idea": (idea, STAFF | {"moderator"}),
    "community.dismiss_banner": (topic, MEMBERS),
    "community.begin_article": (space, STAFF | {"moderator"}),
    "community.write_article": (lambda s: (*topic(s), None), STAFF | {"moderator"}),
    "community.review_article": (topic, STAFF | {"moderator"}),
    "community.rate_article": (lambda s: (*topic(s), None), MEMBERS),
    "community.see_review_list": (nothing, STAFF | {"moderator"}),
    "community.move_topic": (lambda s: (*topic(s), *other_space(s)), MODERATORS),
    "community.split_topic": (lambda s: (*topic(s), *other_space(s), "question"), MODERATORS),
    "community.move_posts": (lambda s: (*topic(s), *idea(s)), MODERATORS | SYSTEM),
    "community.pin_everywhere": (topic, MODERATORS | SYSTEM),
    "community.set_timer": (lambda s: (*topic(s), "close"), MODERATORS | SYSTEM),
    "community.run_timers": (nothing, SYSTEM),
    "connectors.carry_mail": (nothing, SYSTEM),
    "connectors.manage_mail": (nothing, ADMINISTRATORS | SYSTEM),
    "connectors.resume_address": (lambda s: (s.asker.user_id,), frozenset({"member"})),
    "notifications.tell": (nothing, SYSTEM),
    "notifications.have": (nothing, MEMBERS),
    "notifications.change_choices": (lambda s: (s.asker.user_id,), SYSTEM | {"member"}),
    "community.conceal": (nothing, SYSTEM),
    "accounts.export_own": (nothing, MEMBERS),
    "accounts.erase_own": (nothing, MEMBERS),
    "community.bookmark": (post, MEMBERS),
    "community.follow_member": (nothing, MEMBERS),
    "community.ignore_member": (nothing, STAFF | {"moderator"}),
    "community.have_profile": (nothing, MEMBERS),
    "messaging.use": (nothing, MEMBERS),
    "messaging.begin": (nothing, STAFF | {"moderator"}),
    "messaging.see": (talk, frozenset({"member", "owner"})),
    "messaging.write": (talk, frozenset({"member", "owner"})),
    "messaging.arrange": (talk, frozenset({"owner"})),
    "messaging.remove": (askers_part, frozenset({"member", "owner"})),
    "messaging.see_message": (said, frozenset({"member", "owner"})),
    "messaging.withdraw": (lambda s: (*said(s), True), frozenset({"member", "owner"})),
    "moderation.see_thing": (flagged, EVERYBODY | SYSTEM),
    "moderation.flag": (lambda s: (*flagged(s), "illegal"), MEMBERS),
    "moderation.open_queue": (nothing, STAFF | {"moderator"}),
    "moderation.see_item": (review_item, STAFF | SYSTEM | {"moderator"}),
    "moderation.review": (review_item, STAFF | {"moderator"}),
    "moderation.penalise": (nothing, MODERATORS | SYSTEM),
    "moderation.manage": (nothing, ADMINISTRATORS | SYSTEM),
    "moderation.report": (nothing, SUPERVISORS | SYSTEM),
    "moderation.see_decision": (decision, STAFF | {"moderator"}),
    "moderation.appeal": (lambda s: (*decision(s), True), MEMBERS),
    "moderation.see_appeal": (appeal, STAFF | {"moderator"}),
    "moderation.judge_appeal": (appeal, STAFF | {"moderator"}),
    "moderation.advance": (nothing, SYSTEM),
    "recognition.count": (nothing, SYSTEM),
    "recognition.manage": (nothing, ADMINISTRATORS | SYSTEM),
    "recognition.give": (nothing, MODERATORS),
    "recognition.explain": (lambda s: (s.asker.user_id,), MODERATORS | STAFF | SYSTEM | {"member"}),
    "recognition.choose": (nothing, MEMBERS),
    "accounts.list_members": (nothing, SUPERVISORS | SYSTEM),
    "accounts.list_invitations": (nothing, SUPERVISORS | SYSTEM),
    "accounts.have_tokens": (nothing, MEMBERS),
    "accounts.have_sessions": (nothing, MEMBERS),
    "accounts.give_role": (lambda s: (Role.AGENT,), SUPERVISORS | SYSTEM),
    "accounts.create": (nothing, SYSTEM),
    "accounts.manage": (account, ADMINISTRATORS | SYSTEM),
    "accounts.change_profile": (account, SYSTEM | {"member"}),
}
"""What each policy judges, and the roles that it says yes to (Ben the agent works the stage's inbox, Bob asked)."""


def actor_of(world: World, role: str) -> Actor:
    if role == "system":
        return system_actor(TENANTS["acme"])
    person = ROLES[role]
    return world.actor(person) if person else anonymous_actor(TENANTS["acme"])


def test_every_policy_has_a_line_and_every_line_a_policy() -> None:
    assert {policy.name for policy in list_policies()} == set(POLICY_CASES)


def test_every_name_is_given_once() -> None:
    named = [
        decorator.args[0].value
        for path in python_files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "policy"
        if isinstance(decorator.args[0], ast.Constant)
    ]
    assert sorted(named, key=str) == sorted({policy.name for policy in list_policies()})


def test_policies_are_named_after_their_app() -> None:
    for policy in list_policies():
        assert policy.name.split(".")[0] == policy.allows.__module__.split(".")[0]
        assert policy.name.split(".")[0] in package_folders()


def test_what_reveals_a_thing_is_never_narrower_than_the_verb() -> None:
    for policy in list_policies():
        assert policy.reveals is not policy.allows, f"{policy.name} would answer 404 whenever it could answer 403"


@pytest.mark.parametrize("name", sorted(POLICY_CASES))
def test_policy_says_yes_to_these_roles_alone(staged: Staged, name: str) -> None:
    world, stages = staged
    things, allowed = POLICY_CASES[name]
    policy = next(policy for policy in list_policies() if policy.name == name)
    with tenant_context(TENANTS["acme"]):
        judged = things(stages["acme"])
        yes = {role for role in [*ROLES, "system"] if policy.allows(actor_of(world, role), *judged)}
    assert yes == allowed
