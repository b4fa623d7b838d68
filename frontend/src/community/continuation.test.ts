import { beforeEach, describe, expect, it, vi } from "vitest";
import { Continuation } from "./continuation";
import type { Follow } from "./live";
import { attachTopic } from "./topic";
import { TopicWindow } from "./topic_window";

const PER_PAGE = 3;
const post = (position: number) => `<article data-position="${position}">Reply ${position}</article>`;
const posts = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => post(from + index)).join("");

function page(number: number, last: number): string {
  const pages = Math.max(1, Math.floor((last - 2) / PER_PAGE) + 1);
  const start = 2 + (number - 1) * PER_PAGE;
  return `<div data-topic="t1" data-path="/t/x-1/" data-last="${last}" data-page="${number}" data-last-page="${pages}" data-per-page="${PER_PAGE}" data-viewer="u">
    <header data-topic-head><span data-reply-line></span></header>
    <h2 id="replies-title">Replies, page ${number} of ${pages}</h2>
    <div data-posts>${posts(start, Math.min(last, start + PER_PAGE - 1))}</div>
    <p data-announcer data-one="A new reply was added." data-solved="Solved now."></p>
    <p data-more-posts hidden>more</p>
    <nav data-pages>${number < pages ? `<a rel="next" href="/t/x-1/?page=${number + 1}">Next</a>` : "the end"}</nav></div>`;
}

const parse = (html: string) => new DOMParser().parseFromString(html, "text/html");
const shown = () =>
  [...document.querySelectorAll("[data-posts] > *")].map((node) =>
    (node as HTMLElement).textContent?.replace("Reply ", ""),
  );

describe("reading on", () => {
  let server: Record<string, string> = {};
  let hear: (type: string, data?: Record<string, unknown>) => void = () => {};
  const ask = async (address: string) => (server[address] === undefined ? null : parse(server[address]));
  const settle = () => vi.advanceTimersByTimeAsync(400);

  beforeEach(() => {
    vi.useFakeTimers();
    server = {};
    return () => vi.useRealTimers();
  });

  function open(html: string): void {
    document.body.innerHTML = html;
    const listen: Follow = (_topic, _viewer, heard) => {
      hear = heard;
    };
    attachTopic(document, ask, listen);
  }

  it("joins the next page in place when Next is pressed, and takes the focus there", async () => {
    open(page(1, 8));
    server = { "/t/x-1/?page=2": page(2, 8), "/t/x-1/?page=3": page(3, 8) };
    document.querySelector<HTMLElement>("[rel=next]")?.click();
    await settle();
    expect(shown()).toEqual(["2", "3", "4", "Replies, page 2 of 3", "5", "6", "7"]);
    expect(document.activeElement?.textContent).toBe("Replies, page 2 of 3");
    expect(document.querySelector("[data-announcer]")?.textContent).toBe("Replies, page 2 of 3");
    document.querySelector<HTMLElement>("[rel=next]")?.click();
    await settle();
    expect(shown().at(-1)).toBe("8");
    expect(document.querySelector("[data-pages]")?.textContent).toBe("the end");
  });

  it("leaves no hole between a page that was joined and replies that came meanwhile", async () => {
    open(page(1, 5));
    hear("community.post_added", { position: 6 });
    server = {
      "/t/x-1/?fragment=1&after=5": `<div data-new-posts data-last="9"><span data-reply-line>8</span>${posts(6, 9)}</div>`,
      "/t/x-1/?page=2": page(2, 9),
      "/t/x-1/?page=3": page(3, 9),
    };
    await settle();
    expect(shown()).toEqual(["2", "3", "4"]);
    expect(document.querySelector("[data-more-posts]")?.hasAttribute("hidden")).toBe(false);
    for (const _ of [2, 3]) {
      document.querySelector<HTMLElement>("[rel=next]")?.click();
      await settle();
    }
    expect(shown()).toEqual(["2", "3", "4", "Replies, page 2 of 3", "5", "6", "7", "Replies, page 3 of 3", "8", "9"]);
    expect(document.querySelector("[data-more-posts]")?.hasAttribute("hidden")).toBe(true);
    server["/t/x-1/?fragment=1&after=9"] = `<div data-new-posts data-last="10">${post(10)}</div>`;
    hear("community.post_added", { position: 10 });
    await settle();
    expect(shown().slice(-3)).toEqual(["8", "9", "10"]);
  });

  it("asks again until nothing is left when it missed more than one answer holds", async () => {
    open(page(1, 2));
    server = {
      "/t/x-1/?fragment=1&after=2": `<div data-new-posts data-more data-last="3">${post(3)}</div>`,
      "/t/x-1/?fragment=1&after=3": `<div data-new-posts data-last="4">${post(4)}</div>`,
    };
    hear("community.post_added", { position: 3 });
    await settle();
    expect(shown()).toEqual(["2", "3", "4"]);
  });

  it("refreshes only the page on which a post changed", async () => {
    open(page(1, 7));
    server = { "/t/x-1/?page=2": page(2, 7) };
    document.querySelector<HTMLElement>("[rel=next]")?.click();
    await settle();
    server = { "/t/x-1/?page=2": page(2, 7).replace("Reply 6", "Edited") };
    hear("community.post_edited", { position: 6 });
    await settle();
    expect(shown()).toEqual(["2", "3", "4", "Replies, page 2 of 2", "5", "Edited", "7"]);
  });

  it("puts a reply that comes back where its number belongs, before the next page begins", () => {
    document.body.innerHTML = page(1, 7);
    const topic = new TopicWindow(document.querySelector("[data-topic]") as HTMLElement);
    topic.find(4)?.remove();
    topic.list?.insertAdjacentHTML("beforeend", `<h3 data-page-mark="2">2</h3>${posts(5, 7)}`);
    topic.until = 2;
    const back = parse(post(4)).querySelector("article") as HTMLElement;
    expect(topic.place(back)).toBe(true);
    expect(shown()).toEqual(["2", "3", "4", "2", "5", "6", "7"]);
  });

  it("says so when the server does not answer, and changes nothing", async () => {
    document.body.innerHTML = page(1, 7);
    const topic = new TopicWindow(document.querySelector("[data-topic]") as HTMLElement);
    expect(await new Continuation(topic, ask).load()).toBe(false);
    expect(topic.until).toBe(1);
  });
});
