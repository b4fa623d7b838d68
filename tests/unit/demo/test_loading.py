"""The demo is loaded once, goes on where it was interrupted, and touches no brand but its own."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from demo.contracts import BrandText
from tests.plugin import TENANTS


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Fifty accounts are made; how they hash is tested elsewhere."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def brand() -> BrandText:
    """Globex without what is imported: that is the importers' business."""
    from demo.reading import CONTENT, read_brand

    whole = read_brand(CONTENT / "globex")
    return whole.model_copy(update={"space": [s.model_copy(update={"imported": ""}) for s in whole.space], "tweets": False})


@pytest.fixture
def little(brand: BrandText) -> BrandText:
    """The same brand with a few things to say."""
    kept = {key for member in brand.member for key in member.bookmarks}
    topics = [topic for place, topic in enumerate(brand.topic) if place < 4 or topic.key in kept]
    return brand.model_copy(update={"topic": topics, "conversation": brand.conversation[:3]})


@pytest.fixture
def in_demo(db: None) -> Iterator[None]:
    """The context of a brand that the demo made a moment ago."""
    from demo.loading.progress import begin
    from kernel.clock import now
    from tenants.context import tenant_context

    with tenant_context(TENANTS["globex"]):
        begin(TENANTS["globex"], now())
        yield


def _log_end() -> int:
    from events.log import open_head

    return open_head(TENANTS["globex"]).seq


def test_everything_written_is_there(in_demo: None, brand: BrandText) -> None:
    from accounts.queries import list_staff
    from community.queries.escalation import get_topic_digest
    from demo.loading.loading import load_brand
    from demo.loading.progress import Progress
    from inbox.queries.counters import get_counters

    load_brand(brand, say=lambda line: None)

    progress = Progress()
    assert {person.name for person in list_staff()} == {p.name for p in brand.staff if p.role != "moderator"}
    assert get_topic_digest(topic_id=progress.id_of("topic:ashr-daqaiq")).is_solved
    views = get_counters(actor=progress.system).views
    for status in ("open", "pending", "snoozed", "resolved"):
        assert views[status] == sum(text.status == status for text in brand.conversation), status


def test_members_are_at_home_and_write_to_one_another(in_demo: None, little: BrandText) -> None:
    from community.queries.drafts import list_drafts
    from demo.loading.loading import load_brand
    from demo.loading.progress import Progress
    from messaging.queries.exchanges import list_exchanges

    load_brand(little, say=lambda line: None)

    salma = Progress().actor("salma")
    assert len(list_exchanges(salma, cursor=None).items) == 1
    assert len(list_drafts(salma).items) == 1


def test_a_second_load_changes_nothing(in_demo: None, little: BrandText) -> None:
    from demo.loading.loading import load_brand

    load_brand(little, say=lambda line: None)
    before, said = _log_end(), list[str]()
    load_brand(little, say=said.append)
    assert (_log_end(), said) == (before, [])


def test_an_interrupted_load_goes_on_where_it_stood(in_demo: None, little: BrandText) -> None:
    from demo.loading.loading import load_brand
    from demo.loading.progress import Progress

    said = list[str]()
    begun = {"topic": little.topic[:1], "conversation": little.conversation[:2], "member": []}
    load_brand(little.model_copy(update=begun), say=said.append)
    load_brand(little, say=said.append)
    assert f"{little.name}: {len(little.topic) - 1} topics" in said
    progress = Progress()
    assert all(progress.has(f"conversation:{text.key}") for text in little.conversation)


def test_a_colleague_in_a_group_writes_where_the_group_alone_may(in_demo: None, little: BrandText) -> None:
    from demo.contracts import GroupText, TopicText
    from demo.loading.loading import load_brand

    noting = next(customer.noted_by for customer in little.customer if customer.noted_by)
    group = GroupText(key="testers", name="Testers", owners=[noting])
    space = little.space[0].model_copy(update={"key": "workbench", "slug": "workbench", "name": "Workbench", "group": "testers"})
    topic = TopicText(
        key="first-build", space="workbench", author=noting, age=timedelta(days=1), title="The first build", body="Try it."
    )
    update = {"group": [group], "space": [*little.space, space], "topic": [*little.topic, topic]}
    said: list[str] = []
    load_brand(little.model_copy(update=update), say=said.append)
    assert f"{little.name}: {len(little.topic) + 1} topics" in said


def test_a_piece_that_fails_leaves_no_trace(in_demo: None) -> None:
    from demo.loading.progress import Progress
    from inbox.actions.organising import create_team

    progress, before = Progress(), _log_end()

    def fail_late() -> None:
        create_team(actor=progress.system, name="Night watch")
        raise InterruptedError

    with pytest.raises(InterruptedError):
        progress.once("team:night", fail_late)
    assert not Progress().has("team:night")
    assert _log_end() == before


def test_brands_that_somebody_else_made_are_left_alone(db: None) -> None:
    said = StringIO()
    call_command("load_demo", stdout=said)
    assert said.getvalue().count("is left alone") == 2
    assert "Password" not in said.getvalue()


def test_production_refuses(db: None, settings: Any) -> None:
    settings.CHORUS = settings.CHORUS.model_copy(update={"mode": "production"})
    with pytest.raises(CommandError, match="production"):
        call_command("load_demo")


def test_show_prints_addresses_and_sign_ins_alone(in_demo: None) -> None:
    said = StringIO()
    call_command("load_demo", "--show", stdout=said)
    shown = said.getvalue()
    assert "http://globex.localhost" in shown
    assert "layla@globex.example" in shown
    assert "acme" not in shown
