"""Tasks are shells: keyword arguments, ids only, forward compatible, and blind to other tenants."""

import inspect
from typing import Any
from uuid import UUID

import pytest

from config.celery import app
from kernel.ids import uuid7
from tenants.context import tenant_context
from tenants.tasks import TenantTask
from tests.architecture.digest import digest_of
from tests.architecture.house import ROOT, module_name, package_folders, python_files
from tests.architecture.stage import Stage
from tests.plugin import TENANTS
from tests.worlds import World

app.loader.import_default_modules()
OURS = {name: task for name, task in app.tasks.items() if name.split(".")[0] in package_folders()}
QUEUES = {"default", "events", "imports", "mail"}

VISITS = {
    "community.tasks.prune_search_logs": "visits every tenant in a context of its own",
    "connectors.tasks.sweep_translations": "visits every tenant in a context of its own",
    "connectors.tasks.translate_now": "works for the tenant of its header alone and takes no id",
    "moderation.tasks.warn": "visits every tenant in a context of its own",
    "moderation.tasks.housekeep": "visits every tenant in a context of its own",
    "community.tasks.run_topic_timers": "visits every tenant in a context of its own",
    "connectors.tasks.sweep_mail": "visits every tenant in a context of its own",
    "connectors.tasks.fetch_mail": "empties a mailbox of the installation; each mail is stored in its tenant's context",
    "connectors.tasks.housekeep": "visits every tenant in a context of its own",
    "notifications.tasks.sweep_notices": "visits every tenant in a context of its own",
    "notifications.tasks.sweep_digests": "visits every tenant in a context of its own",
    "notifications.tasks.housekeep": "visits every tenant in a context of its own",
    "events.tasks.sweep": "sends one drain for each tenant that is behind",
    "events.tasks.housekeep": "makes and drops partitions by age",
    "files.tasks.housekeep": "visits every tenant in a context of its own",
    "files.tasks.sweep_previews": "visits every tenant in a context of its own",
    "accounts.tasks.housekeep": "visits every tenant in a context of its own",
    "flows.tasks.sweep_unanswered_topics": "visits every tenant in a context of its own",
    "recognition.tasks.catch_up": "visits every tenant in a context of its own",
    "recognition.tasks.review_everybody": "visits every tenant in a context of its own",
    "community.tasks.continue_imports": "visits every tenant in a context of its own",
    "community.tasks.rank_lively_topics": "visits every tenant in a context of its own",
    "community.tasks.rank_all_topics": "visits every tenant in a context of its own",
    "inbox.tasks.wake_snoozed": "visits every tenant in a context of its own",
    "community.tasks.publish_due_topics": "visits every tenant in a context of its own",
    "accounts.tasks.write_exports": "visits every tenant in a context of its own",
    "accounts.tasks.carry_out_erasures": "visits every tenant in a context of its own",
    "community.tasks.remind_of_bookmarks": "visits every tenant in a context of its own",
    "community.tasks.forget_old_drafts": "visits every tenant in a context of its own",
}
"""Tasks without an id in their arguments: none can be given another tenant's. What they do is tested with their app."""

TASK_CASES: dict[str, Any] = {
    "connectors.tasks.deliver_mail": lambda stage: {"mail_id": str(stage.outgoing_mail)},
    "files.tasks.read_preview": {"preview_id": str(uuid7())},
    "events.tasks.drain_subscriber": {"tenant_id": str(TENANTS["acme"]), "subscriber": "nobody"},
}
"""Arguments that name something of acme; the task runs as if globex had sent it."""


def test_there_are_tasks_and_each_has_a_case() -> None:
    assert set(OURS) == set(TASK_CASES) | set(VISITS)
    assert set(TASK_CASES) & set(VISITS) == set()


def test_tasks_that_visit_every_tenant_take_no_argument() -> None:
    given = {
        name
        for name in set(VISITS) & set(OURS)
        if any(p.kind is inspect.Parameter.KEYWORD_ONLY for p in inspect.signature(OURS[name].run).parameters.values())
    }
    assert given == set()


@pytest.mark.parametrize("name", sorted(OURS))
def test_task_takes_names_only_and_forgives_those_of_a_later_release(name: str) -> None:
    parameters = inspect.signature(OURS[name].run).parameters.values()
    kinds = {parameter.kind for parameter in parameters}
    assert kinds <= {inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD}
    assert [p.name for p in parameters if p.kind is inspect.Parameter.VAR_KEYWORD] == ["future"]


@pytest.mark.parametrize("name", sorted(OURS))
def test_task_takes_ids_and_codes_only(name: str) -> None:
    parameters = inspect.signature(OURS[name].run, eval_str=True).parameters.values()
    types = {p.annotation for p in parameters if p.kind is inspect.Parameter.KEYWORD_ONLY}
    assert types <= {str, int, bool, UUID}


@pytest.mark.parametrize("name", sorted(OURS))
def test_task_carries_its_tenant_and_names_its_queue(name: str) -> None:
    assert isinstance(OURS[name], TenantTask)
    assert OURS[name].queue in QUEUES


def test_every_task_of_the_timetable_exists() -> None:
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} - set(OURS) == set()


def test_no_action_sends_a_task_itself() -> None:
    senders = [
        str(path.relative_to(ROOT))
        for path in python_files()
        if ".actions" in "." + module_name(path) and (".delay(" in path.read_text() or "apply_async" in path.read_text())
    ]
    assert senders == []


@pytest.mark.parametrize("name", sorted(TASK_CASES))
def test_task_run_for_another_tenant_leaves_this_one_alone(name: str, staged: tuple[World, dict[str, Stage]]) -> None:
    given, (_world, stages) = TASK_CASES[name], staged
    kwargs = given(stages["acme"]) if callable(given) else given
    before = digest_of("acme")
    with tenant_context(TENANTS["globex"]):
        OURS[name].run(**kwargs, a_field_of_tomorrow=str(uuid7()))
    assert digest_of("acme") == before
