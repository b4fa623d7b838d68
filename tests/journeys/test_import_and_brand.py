"""An administrator tries a dump of the former forum, brings it in, makes the pages the brand's own, and a stranger sees both."""

import io
from dataclasses import dataclass

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import Window, open_window, sign_in
from tests.journeys.dumps import ARABIC, ENGLISH, POSTS_A_TOPIC, Former, phpbb
from tests.journeys.looks import LOOKS, Look, look
from tests.journeys.servers import Running
from tests.journeys.towns import settle

TASK_MILLISECONDS = 90_000
ROUNDS = 11
ACCENT, HEADER, UNREADABLE = "#8a2a0a", "#20362b", "#38493f"


@dataclass(frozen=True)
class Voice:
    """What the brand says about itself."""

    logo: str
    footer: str
    welcome: str
    link: str


VOICES = {
    "en": Voice("Acme, home brewing since 1987", "Acme Ltd, Harbour Road 4", "Ask us about brewing", "Shop"),
    "ar": Voice("غلوبكس، لغات منذ عام ٢٠٠٣", "غلوبكس، شارع الميناء ٤", "اسألونا عن اللغات", "المتجر"),
}


@pytest.mark.parametrize("where", LOOKS.values(), ids=LOOKS)
def test_an_administrator_imports_a_dump_and_brands_the_site(
    where: Look, running: Running, browser: Browser, transactional_db: None
) -> None:
    town = settle(where)
    former, voice = (ARABIC, VOICES["ar"]) if where.language == "ar" else (ENGLISH, VOICES["en"])
    journey = f"import-and-brand-{where.name}"
    with (
        open_window(browser, running, where.brand, "admin", journey=journey, size=where.size, locale=where.language) as admin,
        open_window(
            browser, running, where.brand, "stranger", journey=journey, size=where.size, locale=where.language
        ) as stranger,
    ):
        sign_in(admin, town.address("admin"))
        bring(admin, former)
        read_what_came(stranger, former)
        dress(admin, stranger, voice)
        greet(admin, voice)
        stranger.page.goto("/")
        expect(stranger.page.locator(".brand-logo")).to_have_attribute("alt", voice.logo)
        expect(stranger.page.locator("footer")).to_contain_text(voice.footer)
        expect(stranger.page.locator("main")).to_contain_text(voice.welcome)
        expect(stranger.page.locator("main")).to_contain_text(former.board)
        assert header_colour(stranger.page) == "rgb(32, 54, 43)"
        look(stranger, "the brand's own page")


def bring(window: Window, former: Former) -> None:
    """Try first, look at the counts, then do it."""
    page = window.page
    page.goto("/manage/imports/")
    look(window, "no import yet")
    page.locator("#id_file").set_input_files(
        {"name": "phpbb.sql", "mimeType": "text/plain", "buffer": phpbb(former, rounds=ROUNDS)}
    )
    page.locator("#id_source").fill(former.host)
    look(window, "a dump is chosen")
    page.locator("form:has(#id_file) button[type=submit]").click()
    page.wait_for_url("**/manage/imports/*-*/")
    go_on = page.locator("form[action$='/import/'] button")
    expect(go_on).to_be_visible(timeout=TASK_MILLISECONDS)
    look(window, "it was tried")
    counts = page.locator(".manage-part table")
    topics, posts = ROUNDS * len(former.titles), ROUNDS * len(former.titles) * POSTS_A_TOPIC
    expect(counts).to_contain_text(str(posts))
    page.goto("/")
    expect(page.locator("main")).not_to_contain_text(former.board)
    page.go_back()
    go_on.click()
    expect(page.locator("#undo-sure")).to_be_visible(timeout=TASK_MILLISECONDS)
    expect(counts.locator("tr").filter(has_text=str(topics)).locator("td")).to_have_text([str(topics), str(topics)])
    expect(counts.locator("tr").filter(has_text=str(posts)).locator("td")).to_have_text([str(posts), str(posts)])
    look(window, "it is here")


def read_what_came(window: Window, former: Former) -> None:
    """A link to the former forum leads to the topic's new place, with everybody's words under their names."""
    page = window.page
    page.goto("/forum/viewtopic.php?t=1")
    expect(page.locator("h1")).to_have_text(former.titles[0])
    articles = page.locator("[data-posts] article")
    expect(articles).to_have_count(POSTS_A_TOPIC - 1)
    for name in former.members:
        expect(page.locator("main")).to_contain_text(name)
    expect(articles.first.locator("strong").filter(has_text=former.said.split("[b]")[1].split("[/b]")[0])).to_be_visible()
    look(window, "the old address leads here")


def dress(admin: Window, stranger: Window, voice: Voice) -> None:
    """A draft that cannot be read is refused; the next one is looked at by its author alone, then published."""
    page = admin.page
    page.goto("/manage/theme/")
    page.locator("#id_accent").fill(ACCENT)
    page.locator("#id_header_background").fill(HEADER)
    page.locator("#id_header_text").fill(UNREADABLE)
    page.locator("#id_font").select_option("serif")
    page.locator("#id_corners").select_option("round")
    page.locator("#id_logo_file").set_input_files({"name": "logo.png", "mimeType": "image/png", "buffer": picture()})
    page.locator("#id_logo_alt").fill(voice.logo)
    page.locator("#id_footer_text").fill(voice.footer)
    page.locator("#id_header_links").fill(f"{voice.link} | https://shop.example/")
    page.locator("#id_css").fill(".topic-title { letter-spacing: 0.01em } @import url(https://evil.example/a.css);")
    save = page.locator("form:has(#id_accent) button[type=submit]")
    save.click()
    expect(page.locator(".field-error, .errorlist").first).to_be_visible()
    look(admin, "that could not be read")
    page.locator("#id_header_text").fill("")
    page.locator("#id_css").fill(".topic-title { letter-spacing: 0.01em }")
    page.locator("#id_logo_file").set_input_files({"name": "logo.png", "mimeType": "image/png", "buffer": picture()})
    save.click()
    expect(page.locator(".theme-checks .badge-bad")).to_have_count(0)
    look(admin, "a draft")
    page.locator("form[action$='/theme/preview/'] button").click()
    expect(page.locator(".preview-bar")).to_be_visible()
    assert header_colour(page) == "rgb(32, 54, 43)"
    look(admin, "the draft on the real pages")
    stranger.page.goto("/")
    expect(stranger.page.locator(".brand-logo")).to_have_count(0)
    page.locator(".preview-bar button").click()
    page.locator("form[action$='/theme/publication/']:has(input[value='1']) button").click()
    page.wait_for_url("**/manage/theme/")


def greet(window: Window, voice: Voice) -> None:
    """The front page begins with the brand's own words."""
    page = window.page
    page.goto("/manage/front-page/")
    hero = page.locator(".home-block").first
    hero.locator("summary").click()
    hero.locator("input[name=title]").fill(voice.welcome)
    hero.locator("button[value=save]").click()
    page.wait_for_url("**/manage/front-page/")
    look(window, "the front page's blocks")


def header_colour(page: Page) -> str:
    """What is behind the brand's name."""
    return str(page.evaluate("() => getComputedStyle(document.querySelector('header')).backgroundColor"))


def picture() -> bytes:
    """A logo."""
    made = io.BytesIO()
    Image.new("RGB", (160, 80), ACCENT).save(made, "PNG")
    return made.getvalue()
