"""What is being written follows its writer from the desk to the phone; what was written reaches who reads, as it was previewed."""

import re
from collections.abc import Callable
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Locator, Page, Response, expect

from community.actions.replies import post_reply
from tenants.context import tenant_context
from tests.journeys.browser import PHONE, open_window, sign_in
from tests.journeys.looks import LOOKS, Look, look
from tests.journeys.servers import Running
from tests.journeys.towns import settle
from tests.plugin import TENANTS

LIVE_MILLISECONDS = 15_000
TEXT = """Look at **this**:

```python
def warm(degrees):
    return degrees > 20  # too much
```

| a | b |
| --- | --- |
| 1 | 2 |

||twenty|| :tada:

:::spoiler More
Rinse it.
:::

"""
DRAW = """async () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 900, height: 500 });
  canvas.getContext("2d").fillRect(0, 0, 900, 500);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg"));
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([blob], "tank.jpg", { type: "image/jpeg" }));
  const field = document.querySelector("#body");
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
SELECT = """(element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.mark.parametrize("where", [LOOKS["wide"]], ids=["wide"])
def test_a_text_follows_its_writer_and_reaches_its_readers(
    where: Look, running: Running, browser: Browser, transactional_db: None
) -> None:
    town = settle(where)
    topic = town.topics[0]
    path = f"/t/{topic.slug}-{topic.number}/"
    with ExitStack() as stack:
        desk, phone, reader = (
            stack.enter_context(open_window(browser, running, where.brand, name, journey="writing", size=size))
            for name, size in (("desk", where.size), ("phone", PHONE), ("reader", where.size))
        )
        for window, who in ((desk, "helper"), (phone, "helper"), (reader, "asker")):
            sign_in(window, town.address(who))
        reader.page.goto(path)
        body = desk.page.locator("#body")

        desk.page.goto(f"/t/{topic.number}/reply/")
        body.fill(TEXT)
        with desk.page.expect_response(saves("upload:"), timeout=LIVE_MILLISECONDS):
            desk.page.evaluate(DRAW)
        expect(body).to_have_value(re.compile(r"!\[tank\]\(upload:"), timeout=LIVE_MILLISECONDS)
        expect(desk.page.locator("[data-draft-state]")).not_to_be_empty(timeout=LIVE_MILLISECONDS)
        expect(desk.page.locator("[data-preview-text] img")).to_be_visible(timeout=LIVE_MILLISECONDS)
        assert "code-keyword" in desk.page.evaluate("[...CSS.highlights.keys()]")
        look(desk, "a text with its preview")

        phone.page.goto(f"/t/{topic.number}/reply/")
        expect(phone.page.locator("#body")).to_have_value(re.compile("too much"), timeout=LIVE_MILLISECONDS)
        look(phone, "the draft on the phone")
        phone.page.locator("#body").press("Control+End")
        with phone.page.expect_response(saves("From the train."), timeout=LIVE_MILLISECONDS):
            phone.page.locator("#body").press_sequentially("From the train.")
        body.press("Control+End")
        body.press_sequentially("From the desk.")
        expect(desk.page.locator("[data-conflict]")).to_be_visible(timeout=LIVE_MILLISECONDS)
        look(desk, "the phone was faster")
        desk.page.locator("[data-take-other]").click()
        expect(body).to_have_value(re.compile("From the train"))
        expect(desk.page.locator("[data-preview-text]")).to_contain_text("From the train.", timeout=LIVE_MILLISECONDS)
        previewed = _markup(desk.page.locator("[data-preview-text]"))
        desk.page.locator("[data-send]").click()

        post = reader.page.locator('[data-posts] > [data-position="2"]')
        expect(post).to_be_visible(timeout=LIVE_MILLISECONDS)
        expect(reader.page.locator("[data-announcer]")).not_to_be_empty()
        assert reader.page.locator("[data-announcer]").get_attribute("aria-live") == "polite"
        assert _markup(post.locator(".prose")) == previewed
        look(reader, "the reply appeared")

        quote(reader.page, post.locator(".prose p").first)
        reader.page.locator("#body").press("Control+End")
        reader.page.locator("#body").press_sequentially("I will.")
        expect(reader.page.locator("[data-live-preview] .quote-source")).to_contain_text(
            town.words.names["helper"], timeout=LIVE_MILLISECONDS
        )
        reader.page.locator("#reply [data-send]").click()

        # Without a connection nothing comes; with one nothing is missing.
        desk.page.goto(path)
        expect(desk.page.locator('[data-posts] > [data-position="3"] .quote-source')).to_be_visible()
        desk.context.set_offline(True)
        with tenant_context(TENANTS[where.brand]):
            for text in ("One more thing.", "And another."):
                post_reply(actor=town.actor("moderator"), topic_id=topic.pk, body=text)
        expect(reader.page.locator('[data-posts] > [data-position="5"]')).to_be_visible(timeout=LIVE_MILLISECONDS)
        assert desk.page.locator('[data-posts] > [data-position="4"]').count() == 0
        desk.context.set_offline(False)
        expect(desk.page.locator('[data-posts] > [data-position="5"]')).to_be_visible(timeout=2 * LIVE_MILLISECONDS)
        numbers = desk.page.locator("[data-posts] > [data-position]").evaluate_all("all => all.map(one => one.dataset.position)")
        assert numbers == ["2", "3", "4", "5"]
        look(desk, "nothing is missing")


def saves(words: str) -> Callable[[Response], bool]:
    """The answer that says: a draft with these words is kept."""
    return lambda answer: (
        "/api/v1/drafts/" in answer.url
        and answer.request.method == "PUT"
        and answer.ok
        and words in (answer.request.post_data or "")
    )


def quote(page: Page, words: Locator) -> None:
    """Select and press the button that appears; the first selection fetches it."""
    button = page.locator("[data-quote-button] button")
    words.evaluate(SELECT)
    expect(button).to_be_attached()
    words.evaluate(SELECT)
    button.click()
    expect(page.locator("#body")).to_have_value(re.compile(r"> \[!quote post:"))


def _markup(place: Locator) -> str:
    return re.sub(r"\s+", " ", place.inner_html()).strip()
