"""Somebody has two tabs open: the bell counts in both while others write, and what is read in one is read in the other."""

import time

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from community.actions.replies import post_reply
from community.actions.watching import set_watch
from community.models.topic import Topic
from notifications.queries.listing import list_notices, unread_count
from tenants.context import tenant_context
from tests.journeys.browser import open_window, sign_in
from tests.journeys.looks import PHONE_SIZED, RIGHT_TO_LEFT, Look, look
from tests.journeys.servers import Running
from tests.journeys.towns import Town, settle
from tests.plugin import TENANTS

LIVE_MILLISECONDS = 15_000


@pytest.mark.parametrize("where", [PHONE_SIZED, RIGHT_TO_LEFT], ids=["narrow", "right-to-left"])
def test_the_bell_counts_in_two_tabs(where: Look, running: Running, browser: Browser, transactional_db: None) -> None:
    town = settle(where)
    with tenant_context(TENANTS[where.brand]):
        for topic in town.topics[:2]:
            set_watch(actor=town.actor("manager"), kind="topic", target_id=topic.pk, level="watching")
    with open_window(
        browser, running, where.brand, "manager", journey=f"bell-{where.name}", size=where.size, locale=where.language
    ) as manager:
        sign_in(manager, town.address("manager"))
        tabs = [manager.page, manager.context.new_page()]
        for tab, path in zip(tabs, ["/", "/topics/"], strict=True):
            tab.goto(path)
        for topic in town.topics[:2]:
            _answer(town, topic)
            _wait_until_told(tabs, town, topic)
        look(manager, "two in the bell")
        _mark_all_read(tabs[1])
        expect(_count(tabs[0])).to_be_hidden(timeout=LIVE_MILLISECONDS)


def _count(page: Page) -> Locator:
    return page.locator("[data-bell-count]")


def _wait_until_told(tabs: list[Page], town: Town, topic: Topic) -> None:
    """Until the reply is among what was told, and both tabs count all of it: what made the town is told late."""
    deadline = time.monotonic() + 2 * LIVE_MILLISECONDS / 1_000
    while time.monotonic() < deadline:
        with tenant_context(TENANTS[town.look.brand]):
            told = {(notice.kind, notice.topic_id) for notice in list_notices(town.actor("manager"), only_unread=True).items}
            unread = unread_count(town.user_ids["manager"])
        shown = [_count(tab).inner_text() if _count(tab).is_visible() else "" for tab in tabs]
        if ("post", topic.pk) in told and shown == [str(unread)] * len(tabs):
            return
        tabs[0].wait_for_timeout(250)
    raise AssertionError(f"unread {unread}, shown {shown}, told of {told}")


def _mark_all_read(page: Page) -> None:
    page.goto("/notifications/")
    page.locator(".notices-tools form button").click()
    page.wait_for_load_state()


def _answer(town: Town, topic: Topic) -> None:
    with tenant_context(TENANTS[town.look.brand]):
        post_reply(actor=town.actor("helper"), topic_id=topic.pk, body="Below twenty degrees, if you can.")
