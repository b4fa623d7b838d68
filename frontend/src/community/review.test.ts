import { beforeEach, describe, expect, it } from "vitest";
import { attachReview } from "./review";

const item = (id: string, taken = false) =>
  `<li data-review-item tabindex="-1" id="${id}" class="${taken ? "is-taken" : ""}"><input type="checkbox" data-review-tick ${taken ? "disabled" : ""}>
   <button type="button" data-review-verb="spam"></button></li>`;

const press = (key: string, target: EventTarget = document) =>
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));

describe("the review queue", () => {
  beforeEach(() => {
    document.body.innerHTML = `<div data-review><input data-review-all type="checkbox"><input data-review-everything type="checkbox">
      <p data-review-status data-none="none" data-some="ticked {count}"></p><input type="text" id="search">
      <ul>${item("one")}${item("two")}${item("three", true)}</ul></div>`;
    attachReview(document);
  });

  const ticked = () => document.querySelectorAll("[data-review-tick]:checked").length;

  it("moves with j and k and stops at the ends", () => {
    press("j");
    expect(document.activeElement?.id).toBe("one");
    press("j");
    press("j");
    press("j");
    expect(document.activeElement?.id).toBe("three");
    press("k");
    expect(document.activeElement?.id).toBe("two");
  });

  it("ticks with x and says how many are ticked", () => {
    press("j");
    press("x");
    expect(ticked()).toBe(1);
    expect(document.querySelector("[data-review-status]")?.textContent).toBe("ticked 1");
  });

  it("ticks all that nobody else has taken", () => {
    const all = document.querySelector<HTMLInputElement>("[data-review-all]");
    all?.click();
    expect(ticked()).toBe(2);
  });

  it("presses the button of the item that is in focus, and nothing while somebody writes", () => {
    let pressed = 0;
    for (const button of document.querySelectorAll("button")) button.addEventListener("click", () => pressed++);
    press("s");
    expect(pressed).toBe(0);
    press("j");
    press("s");
    expect(pressed).toBe(1);
    const search = document.querySelector<HTMLElement>("#search");
    if (search) press("j", search);
    expect(document.activeElement?.id).toBe("one");
  });
});
