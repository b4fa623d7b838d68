"""An idea is suggested, voted for, planned, begun and done; each decision says why, and the votes come back."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import Window, look_until, open_window, sign_in
from tests.journeys.looks import LOOKS, Look, look
from tests.journeys.servers import Running
from tests.journeys.towns import settle

LIVE_MILLISECONDS = 15_000
SAID = {
    "en": (
        "Sell washers and seals as one little bag",
        "One bag with every washer of a fermenter, to have at home on the day it drips.",
        {
            "planned": "Nobody had asked before. It is on the list for spring.",
            "in_progress": "The first bags are being packed, we are testing what must be in them.",
            "done": "In the shop since this morning: look for spares.",
        },
    ),
    "ar": (
        "قائمة كلمات يمكن طباعتها",
        "أريد أن أعلّق كلمات الأسبوع على باب الثلاجة.",
        {
            "planned": "فكرة جميلة، وضعناها في خطة الربيع.",
            "in_progress": "بدأنا بتصميم الصفحة ونجرّبها مع بعض المعلّمين.",
            "done": "صارت في التطبيق منذ هذا الصباح.",
        },
    ),
}


@pytest.mark.parametrize("where", LOOKS.values(), ids=LOOKS)
def test_an_idea_goes_from_vote_to_done(where: Look, running: Running, browser: Browser, transactional_db: None) -> None:
    town = settle(where)
    title, body, reasons = SAID[where.language]
    with ExitStack() as stack:
        asker, helper, manager = (
            stack.enter_context(
                open_window(
                    browser, running, where.brand, who, journey=f"idea-{where.name}", size=where.size, locale=where.language
                )
            )
            for who in ("asker", "helper", "manager")
        )
        suggest(asker, town.address("asker"), title, body)

        sign_in(helper, town.address("helper"))
        helper.page.goto("/ideas/")
        row = helper.page.locator(".idea-row").filter(has_text=title)
        row.locator(".idea-vote button").click()
        expect(row.locator(".idea-count strong")).to_have_text(number(1, where))
        look(helper, "voted on the board")

        sign_in(manager, town.address("manager"))
        manager.page.goto("/ideas/")
        manager.page.get_by_role("link", name=title).click()
        for status, reason in reasons.items():
            decide(manager.page, status, reason)
            look(manager, f"it is {status}")
        expect(manager.page.locator(".idea-history li")).to_have_count(len(reasons))

        expect(helper.page.locator("[data-bell-count]")).to_be_visible(timeout=LIVE_MILLISECONDS)
        helper.page.locator("[data-bell]").click()
        told = helper.page.locator(".notice a").filter(has_text=title).first
        look_until(helper.page, told)  # the bell may have rung for a badge
        look(helper, "told what became of it")
        told.click()
        expect(helper.page.locator("h1")).to_have_text(title)
        expect(helper.page.locator(".idea-history .idea-reason").first).to_be_visible()
        helper.page.goto("/ideas/?status=done")
        expect(helper.page.locator(".idea-row")).to_have_count(1)
        expect(helper.page.locator(".idea-left")).to_contain_text(number(4, where))
        look(helper, "the votes are free again")


def suggest(window: Window, address: str, title: str, body: str) -> None:
    """From the board's own button."""
    page = window.page
    sign_in(window, address)
    page.goto("/ideas/")
    look(window, "no idea yet")
    page.locator(".page-head a.button").click()
    expect(page.locator("#kind")).to_have_value("idea")
    page.locator("#title").fill(title)
    page.locator("#body").fill(body)
    look(window, "suggesting")
    page.locator("form[data-ask] [data-send]").click()
    expect(page.locator(".idea-panel")).to_be_visible()
    look(window, "the idea stands")


def decide(page: Page, status: str, reason: str) -> None:
    """Change the status, with the reason that everybody reads."""
    page.locator(".idea-panel summary").click()
    page.locator("#idea-status").select_option(status)
    page.locator("#idea-reason").fill(reason)
    page.locator("form:has(#idea-status) button[type=submit]").click()
    expect(page.locator(f".topic-facts .idea-status[data-status={status}]")).to_be_visible()


def number(value: int, where: Look) -> str:
    """As the brand's language writes it."""
    return str(value)
