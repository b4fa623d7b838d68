"""A public action is one intent of somebody: keyword-only, the actor first, recorded by @action."""

import importlib
import inspect
from collections.abc import Iterator
from types import FunctionType

import pytest

from tests.architecture.house import module_name, python_files, stale

WORKROOMS = {
    "community.actions.appearing": "brings held and hidden topics into sight inside a judgement's transaction",
    "community.actions.carrying": "moves posts inside a split's or a merge's transaction",
    "community.actions.gathering": "brings together what two topics had, inside a merge's transaction",
    "community.actions.noting": "puts decisions on record inside the transaction that makes them",
    "community.actions.ranges": "arithmetic of read positions",
    "community.actions.schedules": "sets timers that follow from another decision, inside its transaction",
    "community.actions.standing": "what every writing action asks first and notes last",
    "moderation.actions.finding": "finds and locks",
    "moderation.actions.learning": "counts words inside a reviewer's transaction",
    "moderation.actions.queueing": "opens items inside a flag's or a hold's transaction",
    "moderation.actions.reversing": "takes decisions back inside an appeal's transaction",
    "moderation.actions.stating": "writes statements of reasons inside a restriction's transaction",
    "messaging.actions.finding": "finds and locks",
    "messaging.actions.writing": "what all ways of saying something share, inside their transaction",
    "people.actions.holding": "locks",
    "recognition.actions.rolling": "adds to roll-ups inside the transaction of what was counted",
    "moderation.actions.telling": "publishes inside a reviewer's transaction",
    "community.actions.finding": "finds and locks",
    "community.actions.choosing_tags": "asks whether a topic may carry these tags, inside the action that sets them",
    "community.actions.pacing": "asks whether it is somebody's turn, inside the reply",
    "community.actions.referencing": "writes whom a post names and what it points to, with the post",
    "inbox.actions.rows": "changes of one locked row",
}
"""Modules that serve the actions beside them and hold none themselves."""

AUDITED = "operators"
"""Operators act outside tenants, so no tenant's log can hold what they did: their actions write an audit entry instead."""

NOT_AUDITED = {
    "operators.actions.totp.begin_totp": "shows a secret that counts for nothing until it is confirmed",
}

LOOSE = {
    "community.actions.noting.note_decision": "what the decision's row holds",
    "community.actions.standing.count_for_person": "any of its counters",
    "community.actions.groups.create_group": "any of CHANGEABLE, others are refused by name",
    "community.actions.groups.update_group": "any of CHANGEABLE, others are refused by name",
    "community.actions.tagging.change_tag": "any of its fields, others are refused by name",
    "community.actions.tagging.change_tag_group": "any of its fields, others are refused by name",
    "community.actions.tagging.create_tag_group": "any of its fields, others are refused by name",
    "recognition.actions.designing.create_badge": "any of CHANGEABLE, others are refused by name",
    "recognition.actions.designing.change_badge": "any of CHANGEABLE, others are refused by name",
    "community.actions.spaces.update_space": "any of CHANGEABLE, others are refused by name",
}
"""Actions with `**changes`."""

NOT_ACTIONS = {
    "community.actions.recounting.recount_topic": "counts anew inside the transaction that changed what is counted",
    "community.actions.changing.begin_published": "a part of changing a kind, inside its transaction",
    "community.actions.embedding.page_url": "reads an address",
    "community.actions.ideas.count_idea_votes": "a part of voting, inside its transaction",
    "community.actions.ideas.hold_idea_votes": "locks",
    "community.actions.ideas.settle_voters_of": "a part of several actions, inside their transaction",
    "community.actions.ideas.settle_votes": "a part of several actions, inside their transaction",
    "community.actions.members.regroup": "a part of the actions on groups, inside their transaction",
    "community.actions.moving.find_destination": "finds",
    "community.actions.problems.count_problems": "a part of two actions, inside their transaction",
    "community.actions.reading.note_own_post": "a part of writing, inside its transaction",
    "community.actions.replies.added": "makes an event",
    "community.actions.replies.count_reply": "a part of replying and approving, inside their transaction",
    "community.actions.solutions.give_solution": "a part of moving posts, inside its transaction",
    "community.actions.solutions.settle_solutions": "a part of several actions, inside their transaction",
    "community.actions.solutions.solutions_of": "reads",
    "community.actions.solutions.take_solution_away": "a part of hiding and moving, inside their transaction",
    "files.actions.uploading.clean_name": "cuts a text",
    "moderation.actions.warning.tell_judges": "tells of an appeal inside its transaction",
    "moderation.actions.reviewing.count_flag": "a part of judging and of reversing, inside their transaction",
    "community.actions.topics.set_tags": "a part of two actions, inside their transaction",
    "inbox.actions.opening.one_line": "cuts a text",
    "inbox.actions.writing.write_message": "the write that all ways of answering share, inside their transaction",
}
"""Single functions of the same kind."""


def _public_functions() -> Iterator[tuple[str, FunctionType]]:
    for path in python_files():
        name = module_name(path)
        if "actions" not in name.split(".")[1:2]:
            continue
        module = importlib.import_module(name)
        for attribute, value in vars(module).items():
            if isinstance(value, FunctionType) and not attribute.startswith("_") and inspect.unwrap(value).__module__ == name:
                yield f"{name}.{attribute}", value


PUBLIC = dict(_public_functions())


def test_there_are_actions() -> None:
    assert len(PUBLIC) > 10


OF_OPERATORS = {name: function for name, function in PUBLIC.items() if name.startswith(AUDITED + ".")}


def _is_action(function: FunctionType) -> bool:
    return bool(getattr(function, "is_action", False)) or function in OF_OPERATORS.values()


def test_every_action_of_operators_is_audited() -> None:
    silent = {name for name, function in OF_OPERATORS.items() if "audit(" not in inspect.getsource(function)}
    assert silent - set(NOT_AUDITED) == set()
    assert stale(NOT_AUDITED, silent) == set()


def test_workrooms_hold_no_action_and_serve_nobody_outside() -> None:
    modules = {name.rsplit(".", 1)[0] for name, function in PUBLIC.items() if not _is_action(function)}
    with_actions = {name.rsplit(".", 1)[0] for name, function in PUBLIC.items() if _is_action(function)}
    assert stale(WORKROOMS, modules) == set()
    assert set(WORKROOMS) & with_actions == set()
    intruders = [
        (module_name(path), workroom)
        for path in python_files()
        for workroom in WORKROOMS
        if not module_name(path).startswith(workroom.rsplit(".", 1)[0])
        and f"from {workroom} import" in path.read_text(encoding="utf-8")
    ]
    assert intruders == []


def test_every_public_function_of_an_actions_module_is_an_action() -> None:
    others = {name for name, function in PUBLIC.items() if not _is_action(function) and name.rsplit(".", 1)[0] not in WORKROOMS}
    assert others - set(NOT_ACTIONS) == set()
    assert stale(NOT_ACTIONS, others) == set()


@pytest.mark.parametrize("name", sorted(name for name, function in PUBLIC.items() if _is_action(function)))
def test_action_takes_the_actor_first_and_everything_by_name(name: str) -> None:
    parameters = list(inspect.signature(PUBLIC[name]).parameters.values())
    assert [parameter.name for parameter in parameters][:1] == ["actor"]
    kinds = {parameter.kind for parameter in parameters} - ({inspect.Parameter.VAR_KEYWORD} if name in LOOSE else set())
    assert kinds == {inspect.Parameter.KEYWORD_ONLY}


def test_only_what_is_loose_is_called_so() -> None:
    loose = {
        name
        for name, function in PUBLIC.items()
        if any(p.kind is inspect.Parameter.VAR_KEYWORD for p in inspect.signature(function).parameters.values())
    }
    assert loose == set(LOOSE)
