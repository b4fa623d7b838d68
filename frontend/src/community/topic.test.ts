import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Follow } from "./live";
import { attachTopic } from "./topic";

const post = (position: number, text = `Reply ${position}`, extra = "") =>
  `<article data-position="${position}" class="post${extra}"><input name="csrfmiddlewaretoken" value="${Math.random()}">${text}</article>`;

function page(posts: string, { last = 2, solved = false, pages = 1, current = 1 } = {}): string {
  return `<div data-topic="t1" data-path="/t/x-1/" data-last="${last}" data-page="${current}" data-last-page="${pages}" data-viewer="u1">
    <header data-topic-head><span data-solved-badge ${solved ? "" : "hidden"}>Solved</span> <span data-reply-line>1 reply</span></header>
    <div data-solution-slot>${solved ? "The solution" : ""}</div>
    <div data-posts>${posts}</div>
    <p data-announcer data-one="A new reply was added." data-solved="Solved now."></p>
    <p data-more-posts hidden>more</p></div>`;
}

const fragment = (posts: string, last: number) =>
  `<div data-new-posts data-last="${last}"><span data-reply-line>${last - 1} replies</span>${posts}</div>`;

describe("an open topic", () => {
  let hear: (type: string) => void = () => {};
  let again: (lost?: boolean) => void = () => {};
  let answers: Record<string, string> = {};
  const asked: string[] = [];

  function open(html: string): void {
    document.body.innerHTML = html;
    const listen: Follow = (topic, viewer, heard, missed) => {
      expect([topic, viewer]).toEqual(["topic:t1", "u1"]);
      hear = heard;
      again = missed;
    };
    attachTopic(
      document,
      async (address) => {
        asked.push(address);
        const html = answers[address];
        return html === undefined ? null : new DOMParser().parseFromString(html, "text/html");
      },
      listen,
    );
  }

  const shown = () => [...document.querySelectorAll("[data-posts] > article")].map((node) => node.textContent);
  const settle = () => vi.advanceTimersByTimeAsync(300);

  beforeEach(() => {
    vi.useFakeTimers();
    asked.length = 0;
    answers = {};
    return () => vi.useRealTimers();
  });

  it("adds a new reply at the end and says so once", async () => {
    open(page(post(2)));
    answers = { "/t/x-1/?fragment=1&after=2": fragment(post(3), 3) };
    hear("community.post_added");
    hear("community.post_added");
    await settle();
    expect(asked).toEqual(["/t/x-1/?fragment=1&after=2"]);
    expect(shown()).toEqual(["Reply 2", "Reply 3"]);
    expect(document.querySelector("[data-announcer]")?.textContent).toBe("A new reply was added.");
    expect(document.querySelector("[data-reply-line]")?.textContent).toBe("2 replies");
  });

  it("does not add a reply twice when two answers overlap", async () => {
    open(page(post(2)));
    answers = {
      "/t/x-1/?fragment=1&after=2": fragment(post(3), 3),
      "/t/x-1/?fragment=1&after=3": fragment(post(3), 3),
    };
    hear("community.post_added");
    await settle();
    hear("community.post_added");
    await settle();
    expect(shown()).toEqual(["Reply 2", "Reply 3"]);
  });

  it("points to the last page when the reply does not stand on this one", async () => {
    open(page(post(2), { last: 30, pages: 2 }));
    answers = { "/t/x-1/?fragment=1&after=30": fragment(post(31), 31) };
    hear("community.post_added");
    await settle();
    expect(shown()).toEqual(["Reply 2"]);
    expect(document.querySelector("[data-more-posts]")?.hasAttribute("hidden")).toBe(false);
  });

  it("shows that the question was solved", async () => {
    open(page(post(2)));
    answers = { "/t/x-1/": page(post(2, "Reply 2", " is-solution"), { solved: true }) };
    hear("community.solution_accepted");
    await settle();
    expect(document.querySelector("[data-solution-slot]")?.textContent).toBe("The solution");
    expect(document.querySelector("[data-posts] .is-solution")).not.toBeNull();
    expect(document.querySelector("[data-announcer]")?.textContent).toBe("Solved now.");
  });

  it("takes away what was hidden and leaves alone what is being used", async () => {
    open(page(post(2) + post(3) + post(4, "<details open>reason</details>")));
    const used = document.querySelector('[data-position="4"]');
    answers = { "/t/x-1/": page(post(2, "Edited") + post(4, "changed")) };
    hear("community.post_hidden");
    await settle();
    expect(shown()).toEqual(["Edited", "reason"]);
    expect(document.querySelector('[data-position="4"]')).toBe(used);
  });

  it("asks again when the server did not answer, so that nothing stays missing", async () => {
    open(page(post(2)));
    hear("community.post_added");
    await settle();
    expect(shown()).toEqual(["Reply 2"]);
    answers = { "/t/x-1/?fragment=1&after=2": fragment(post(3), 3) };
    await vi.advanceTimersByTimeAsync(2_200);
    expect(shown()).toEqual(["Reply 2", "Reply 3"]);
    asked.length = 0;
    await vi.advanceTimersByTimeAsync(120_000);
    expect(asked).toEqual([]);
  });

  it("gives up asking about a topic that is gone", async () => {
    open(page(post(2)));
    hear("community.topic_hidden");
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked.length).toBe(5);
  });

  it("asks for what was added after a reconnect, and for the whole page where its place in the log was lost", async () => {
    open(page(post(2) + post(3)));
    answers = {
      "/t/x-1/?fragment=1&after=2": fragment(post(4), 4),
      "/t/x-1/?fragment=1&after=4": fragment("", 4),
    };
    again();
    await settle();
    expect(shown()).toEqual(["Reply 2", "Reply 3", "Reply 4"]);
    answers["/t/x-1/"] = page(post(2, "Edited") + post(4), { last: 4 });
    again(true);
    await settle();
    expect(shown()).toEqual(["Edited", "Reply 4"]);
  });

  it("keeps what is there when the server does not answer, and ignores votes", async () => {
    open(page(post(2)));
    hear("community.vote_cast");
    await settle();
    expect(asked).toEqual([]);
    hear("community.post_edited");
    await settle();
    expect(shown()).toEqual(["Reply 2"]);
  });
});
