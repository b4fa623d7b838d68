"""Two hundred posts of twenty fresh accounts are held; a moderator saves the one honest post among them and ends the wave."""

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.actions.joining import create_account
from accounts.actors import actor_for_user_id
from brand_settings.actions import change_settings
from community.actions.replies import post_reply
from community.screening import Circumstances
from kernel.actor import system_actor
from tenants.context import tenant_context
from tests.journeys.browser import open_window, sign_in
from tests.journeys.looks import LOOKS, Look, look
from tests.journeys.servers import Running
from tests.journeys.towns import Town, settle
from tests.plugin import TENANTS

ACCOUNTS, EACH, A_TOPIC = 20, 10, 2
TASK_MILLISECONDS = 90_000
SAID = {
    "en": ("Cheap pills, day {n}: https://pills-{n}.example", "I had the same. A new seal helped, the old one was brittle."),
    "ar": ("حبوب رخيصة، اليوم {n}: https://pills-{n}.example", "حدث لي الأمر نفسه، وحلّه تنزيل الدرس مرة أخرى."),
}
FAST = Circumstances(typed_ms=180, address_hash="a-room-full-of-machines")
PASTED = Circumstances(typed_ms=900, address_hash="somebody-at-home")


@pytest.mark.parametrize("where", LOOKS.values(), ids=LOOKS)
def test_a_moderator_handles_a_wave_of_two_hundred_posts(
    where: Look, running: Running, browser: Browser, transactional_db: None
) -> None:
    town = settle(where)
    honest = flood(town)
    journey = f"spam-wave-{where.name}"
    with (
        open_window(
            browser, running, where.brand, "moderator", journey=journey, size=where.size, locale=where.language
        ) as window,
        open_window(browser, running, where.brand, "reader", journey=journey, size=where.size, locale=where.language) as reader,
    ):
        page = window.page
        reader.page.goto(f"/t/{town.topics[0].slug}-{town.topics[0].number}/")
        expect(reader.page.locator("[data-posts] article")).to_have_count(0)
        sign_in(window, town.address("moderator"))
        arrive(window.page, ACCOUNTS * EACH + 1)
        look(window, "the wave")
        mine = page.locator("[data-review-item]").filter(has_text=honest)
        while mine.count() == 0:
            page.locator("a[rel=next]").click()
        mine.locator("[data-review-verb=kept]").click()
        arrive(page, ACCOUNTS * EACH)
        look(window, "one was honest")
        page.locator("[data-review-everything]").check()
        page.locator("button[name=outcome][value=spam]").click()
        page.wait_for_url("**/review/runs/**")
        look(window, "judging them all", axe=False)  # it loads itself again while axe would look
        expect(page.locator(f"progress[value='{ACCOUNTS * EACH}']")).to_be_visible(timeout=TASK_MILLISECONDS)
        look(window, "done")
        page.goto("/review/")
        expect(page.locator("[data-review-item]")).to_have_count(0)
        look(window, "nothing waits")
        for topic in town.topics:
            reader.page.goto(f"/t/{topic.slug}-{topic.number}/")
            expect(reader.page.locator("[data-posts] article")).to_have_count(1 if topic == town.topics[0] else 0)
        reader.page.goto(f"/t/{town.topics[0].slug}-{town.topics[0].number}/")
        expect(reader.page.locator("[data-posts] article")).to_contain_text(honest)
        look(reader, "readers saw none of it")


def arrive(page: Page, count: int) -> None:
    """Open the spam lane until it holds this many."""
    for _attempt in range(60):
        page.goto("/review/?lane=spam")
        if page.locator(".filters [aria-current] .review-count").inner_text() == str(count):
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"the lane holds {page.locator('.filters [aria-current]').inner_text()}, not {count}")


def flood(town: Town) -> str:
    """Send the wave as machines send it, with one honest newcomer in its midst; answers with the honest text."""
    spam, honest = SAID[town.look.language]
    with tenant_context(TENANTS[town.look.brand]):
        system = system_actor(TENANTS[town.look.brand])
        none = {"new_member_seconds_between_posts": 0, "seconds_between_posts": 0}
        change_settings(actor=system, section="limits", values=none)
        for number in range(ACCOUNTS):
            user = create_account(
                actor=system, email=f"offer{number}@pills.example", name=f"Offer {number}", language=town.look.language
            )
            machine = actor_for_user_id(user.pk)
            for place in range(EACH):
                topic, n = town.topics[place // A_TOPIC], number * EACH + place
                post_reply(actor=machine, topic_id=topic.pk, body=spam.format(n=n), circumstances=FAST)
            if number == ACCOUNTS // 2:
                user = create_account(actor=system, email="robin@mail.example", name="Robin Okoye", language=town.look.language)
                person = actor_for_user_id(user.pk)
                post_reply(actor=person, topic_id=town.topics[0].pk, body=honest, circumstances=PASTED)
    return honest
