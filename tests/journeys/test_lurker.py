"""Somebody who never signs in, without JavaScript, comes with a problem and leaves with the answer that solved it."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser import assert_accessible, open_window
from tests.journeys.looks import LOOKS, Look, look
from tests.journeys.servers import Running
from tests.journeys.towns import settle


@pytest.mark.parametrize("where", LOOKS.values(), ids=LOOKS)
def test_a_lurker_finds_a_solved_answer_from_a_search_page(
    where: Look, running: Running, browser: Browser, transactional_db: None
) -> None:
    town = settle(where)
    title, _question, answer = town.words.solved
    seen: list[str] = []
    with open_window(
        browser,
        running,
        where.brand,
        "lurker",
        journey=f"lurker-{where.name}",
        size=where.size,
        locale=where.language,
        java_script_enabled=False,
    ) as window:
        page = window.page

        def step(title: str) -> None:
            look(window, title, axe=False)
            seen.append(page.url)

        page.goto("/search/")
        expect(page.locator("html")).to_have_attribute("dir", where.direction)
        step("an empty search")
        page.locator("#search-field").fill("xyzzy")
        page.locator("#search-field").press("Enter")
        expect(page.locator(".empty-search")).to_be_visible()
        step("nothing found")
        page.locator("#search-field").fill(town.words.search)
        page.locator(".search-form button[type=submit]").click()
        hit = page.locator(".hit").filter(has=page.locator(".badge-solved")).first
        expect(hit.locator("a").first).to_have_text(title)
        step("what was found")
        hit.locator("a").first.click()
        expect(page.locator("h1")).to_have_text(title)
        expect(page.locator("[data-solved-badge]")).to_be_visible()
        said = answer.split("**")[1]
        expect(page.locator("[data-solution-slot]")).to_contain_text(said)
        expect(page.locator("article.is-solution strong")).to_have_text(said)
        expect(page.locator("textarea")).to_have_count(0)
        step("solved")
        page.locator(".crumbs a").last.click()
        expect(page.locator("h1")).to_have_text(town.words.space)
        step("the space")
        page.goto("/")
        step("the front page")
    with open_window(browser, running, where.brand, "judge", journey=f"lurker-{where.name}", size=where.size) as judge:
        for address in seen:
            judge.page.goto(address)
            assert_accessible(judge.page, address)
