"""A customer's question goes unanswered, reaches the desk, changes departments, is answered, solved and re-opened: live."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.brands import ACME, GLOBEX, Story, address, build
from tests.journeys.browser import Window, open_window, sign_in, write
from tests.journeys.servers import Running
from tests.journeys.words import desk_text

SWEEP_MILLISECONDS = 45_000  # the timetable looks for unanswered topics every 15 seconds
LIVE_MILLISECONDS = 15_000


@pytest.mark.parametrize("story", [pytest.param(ACME, id="acme"), pytest.param(GLOBEX, id="globex-right-to-left")])
def test_a_question_travels_to_the_desk_and_back(
    story: Story, running: Running, browser: Browser, transactional_db: None
) -> None:
    build(story)
    journey = f"question-{story.brand}"
    with ExitStack() as stack:
        customer, marketing, support = (
            stack.enter_context(open_window(browser, running, story.brand, who, journey=journey, locale=story.language))
            for who in ("customer", "marketing", "support")
        )
        for window in (marketing, support):
            sign_in(window, address(story, window.name))
            window.page.goto("/desk/view/open")
            expect(window.page.locator("html")).to_have_attribute("dir", "rtl" if story.language == "ar" else "ltr")
        marketing.step("an empty desk")
        ask(customer, story)
        row = marketing.page.get_by_role("button").filter(has_text=story.title)
        expect(row).to_be_visible(timeout=SWEEP_MILLISECONDS)
        marketing.step("the question is on the desk")
        hand_off(marketing, story)
        answer(support, story)
        see_answer_and_accept(customer, story)
        see_status(support, story, "Resolved")
        support.step("solved by the customer")
        reply_again(customer, story)
        see_status(support, story, "Open")
        expect(support.page.get_by_role("log").get_by_text(story.again)).to_be_visible(timeout=LIVE_MILLISECONDS)
        support.step("open again")
        expect(marketing.page.get_by_text(story.again).first).to_be_visible(timeout=LIVE_MILLISECONDS)
        marketing.step("marketing sees it too")


def ask(window: Window, story: Story) -> None:
    """Sign in and ask in the community."""
    window.page.goto("/")
    window.step("the community as a stranger")
    sign_in(window, address(story, "customer"))
    window.page.goto("/ask/")
    write(window.page.locator("#title"), story.title)
    write(window.page.locator("#body"), story.question)
    window.step("asking")
    window.page.locator("form:has(#title) button[type=submit]").click()
    expect(window.page.locator("h1")).to_have_text(story.title)
    expect(window.page.locator(".badge-bad")).to_have_count(0)  # it was not held
    window.step("the question stands")


def hand_off(window: Window, story: Story) -> None:
    """Marketing opens it and hands it to support, by keyboard."""
    page = window.page
    page.get_by_role("button").filter(has_text=story.title).click()
    expect(page.get_by_role("heading", name=story.title)).to_be_visible()
    window.step("marketing reads it")
    page.keyboard.press("h")
    dialog = page.get_by_role("dialog")
    dialog.locator("select").first.select_option(label="Support")
    dialog.locator("textarea").fill(story.summary)
    window.step("handing off with a summary")
    page.keyboard.press("Control+Enter")
    expect(dialog).to_be_hidden()
    expect(page.get_by_text(story.summary)).to_be_visible()
    window.step("handed off")


def answer(window: Window, story: Story) -> None:
    """Support finds the summary and answers the customer."""
    page = window.page
    page.get_by_role("button").filter(has_text=story.title).click()
    expect(page.get_by_text(story.summary)).to_be_visible(timeout=LIVE_MILLISECONDS)
    window.step("support reads question and summary")
    page.keyboard.press("r")
    field = page.get_by_role("tabpanel").locator("textarea")
    expect(field).to_be_focused()
    page.keyboard.type(story.answer)
    window.step("writing the answer")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("img", name=desk_text("Delivered", story.language))).to_be_visible(timeout=LIVE_MILLISECONDS)
    window.step("answered and delivered")


def see_answer_and_accept(window: Window, story: Story) -> None:
    """The answer appears without a reload, under the agent's name; it solves the question."""
    page = window.page
    post = page.locator("[data-posts] article").filter(has_text=story.support)
    expect(post).to_be_visible(timeout=LIVE_MILLISECONDS)
    expect(post.locator("strong")).to_be_visible()
    window.step("the answer appears")
    post.locator("form:has(input[name=post]) button").click()
    expect(page.locator("[data-solved-badge]")).to_be_visible()
    window.step("solved")


def reply_again(window: Window, story: Story) -> None:
    """The customer writes once more."""
    page = window.page
    page.locator("form:has(#body) textarea").fill(story.again)
    page.locator("form:has(#body) button[type=submit]").click()
    expect(page.locator("[data-posts]").get_by_text(story.again)).to_be_visible()
    window.step("one more thing")


def see_status(window: Window, story: Story, status: str) -> None:
    """The open conversation shows this status without a reload."""
    header = window.page.locator("header").filter(has=window.page.get_by_role("heading", name=story.title))
    expect(header.get_by_text(desk_text(status, story.language), exact=True).first).to_be_visible(timeout=LIVE_MILLISECONDS)
