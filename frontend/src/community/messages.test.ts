import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Follow } from "./live";
import { attachMessages } from "./messages";

const parse = (html: string) => new DOMParser().parseFromString(html, "text/html");

describe("private messages", () => {
  let hear: (type: string) => void = () => {};
  const listen: Follow = (_topic, _viewer, heard) => {
    hear = heard;
  };
  const settle = () => vi.advanceTimersByTimeAsync(300);

  beforeEach(() => {
    vi.useFakeTimers();
    document.body.innerHTML = `<a data-envelope data-viewer="u1" data-label="Messages"><span data-envelope-text></span>
      <span data-envelope-count hidden>0</span></a>
      <ol data-said data-exchange="e1" data-last="1"><li data-position="1">One</li></ol>
      <p data-said-status data-text="New message"></p>`;
  });

  const said = () => [...document.querySelectorAll("[data-said] > li")].map((item) => item.textContent);

  it("adds what came since, once, and says so", async () => {
    const get = vi.fn(async () =>
      parse(`<ol data-said><li data-position="1">One</li><li data-position="2">Two</li></ol>`),
    );
    attachMessages(document, async () => 1, listen, get);
    hear("messaging.message_sent");
    hear("messaging.message_sent");
    await settle();
    expect(get).toHaveBeenCalledExactlyOnceWith("/messages/e1/?after=1");
    expect(said()).toEqual(["One", "Two"]);
    expect(document.querySelector("[data-said-status]")?.textContent).toBe("New message");
    expect(document.querySelector<HTMLElement>("[data-envelope-count]")?.hidden).toBe(false);
  });

  it("leaves the page alone when nobody answers or something else happened", async () => {
    const get = vi.fn(async () => null);
    attachMessages(document, async () => null, listen, get);
    hear("notifications.changed");
    await settle();
    expect(get).not.toHaveBeenCalled();
    hear("messaging.message_sent");
    await settle();
    expect(said()).toEqual(["One"]);
  });
});
