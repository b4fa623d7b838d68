"""Somebody joins by mail, is shown what is known already, asks all the same, is answered by another member, and accepts."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import link_in_mail, look_until, open_window, sign_in, write
from tests.journeys.looks import LOOKS, Look, look
from tests.journeys.servers import Running
from tests.journeys.towns import settle

LIVE_MILLISECONDS = 15_000
SECRET = "a long enough secret"
SAID = {
    "en": ("Robin Okoye", "The lid of my fermenter leaks", "Since yesterday, on all sides. What shall I look at first?"),
    "ar": ("رنا عثمان", "التطبيق يتوقف عند الدرس", "منذ الأمس على هاتفين. من أين أبدأ؟"),
}
ANSWER = {"en": "Look at the **seal** first, then at the ring.", "ar": "ابدئي من **الإعدادات** ثم نزّلي الدرس من جديد."}


@pytest.mark.parametrize("where", LOOKS.values(), ids=LOOKS)
def test_a_new_member_asks_is_answered_and_accepts(
    where: Look, running: Running, browser: Browser, transactional_db: None
) -> None:
    town = settle(where)
    name, title, question = SAID[where.language]
    with ExitStack() as stack:
        newcomer, helper = (
            stack.enter_context(
                open_window(
                    browser,
                    running,
                    where.brand,
                    who,
                    journey=f"new-member-{where.name}",
                    size=where.size,
                    locale=where.language,
                )
            )
            for who in ("newcomer", "helper")
        )
        page = newcomer.page
        join(page, running, where, name)
        page.goto("/")
        look(newcomer, "a member now")
        page.locator("a[href^='/ask/']").first.click()
        write(page.locator("#title"), title)
        expect(page.locator("[data-similar]")).to_contain_text(town.words.solved[0], timeout=LIVE_MILLISECONDS)
        write(page.locator("#body"), question)
        look(newcomer, "asking, with what is known already")
        page.locator("form[data-ask] [data-send]").click()
        expect(page.locator("h1")).to_have_text(title)
        look(newcomer, "the question stands")

        sign_in(helper, town.address("helper"))
        helper.page.goto("/topics/?list=unanswered")
        look(helper, "what nobody answered")
        helper.page.get_by_role("link", name=title).click()
        helper.page.locator("#reply #body").press_sequentially(ANSWER[where.language], delay=5)
        expect(helper.page.locator("[data-live-preview] strong")).to_be_visible()
        look(helper, "writing an answer")
        helper.page.locator("#reply [data-send]").click()

        post = page.locator("[data-posts] article").filter(has_text=town.words.names["helper"])
        expect(post).to_be_visible(timeout=LIVE_MILLISECONDS)
        expect(page.locator("[data-bell-count]")).to_be_visible(timeout=LIVE_MILLISECONDS)
        look(newcomer, "the answer appeared")
        page.locator("[data-bell]").click()
        told = page.locator(".notice").filter(has_text=town.words.names["helper"]).first
        look_until(page, told)  # the bell may have rung for a badge
        look(newcomer, "told in the bell")
        told.locator("a").first.click()
        expect(page.locator("h1")).to_have_text(title)
        post.locator("form:has(input[name=post]) button").click()
        expect(page.locator("[data-solved-badge]")).to_be_visible()
        expect(page.locator("[data-solution-slot]")).to_contain_text(ANSWER[where.language].split("**")[1])
        look(newcomer, "accepted")
        expect(helper.page.locator("[data-solved-badge]")).to_be_visible(timeout=LIVE_MILLISECONDS)
        expect(helper.page.locator("[data-bell-count]")).to_be_visible(timeout=LIVE_MILLISECONDS)
        look(helper, "the answer solved it")


def join(page: Page, running: Running, where: Look, name: str) -> None:
    """Through the form and the link in the mail; each look has its own address, as mails outlive the rows of a test."""
    address = f"newcomer-{where.name}@mail.example"
    page.goto("/account/signup/")
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=email]").fill(address)
    page.locator("input[name=password1]").fill(SECRET)
    page.locator("form:has(input[name=password1]) button[type=submit]").click()
    page.wait_for_url("**/confirm-email/")
    page.goto(link_in_mail(running, where.brand, address, "/account/confirm-email/"))
    page.locator("main form[method=post] button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/confirm-email" not in url)
