/** Keeps an open topic up to date: new replies appear at its end, and what was solved, edited or hidden changes in place. */
import { type Follow, follow } from "./live";
import { type GetPage, getPage } from "./page_client";
import { softenTimes } from "./times";

const QUIET = 150;
const UNSEEN = new Set(["community.vote_cast", "community.vote_withdrawn"]);

export function attachTopic(root: Document, ask: GetPage = getPage, listen: Follow = follow): void {
  const element = root.querySelector<HTMLElement>("[data-topic]");
  if (element) new LiveTopic(element, ask).start(listen);
}

class LiveTopic {
  private timer = 0;
  private whole = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly ask: GetPage,
  ) {}

  start(listen: Follow): void {
    const { topic = "", viewer = "anonymous" } = this.root.dataset;
    listen(
      `topic:${topic}`,
      viewer,
      (type) => UNSEEN.has(type) || this.soon(type !== "community.post_added"),
      () => this.soon(false),
    );
  }

  /** A burst of events costs one request. */
  private soon(whole: boolean): void {
    this.whole ||= whole;
    if (!this.timer) this.timer = window.setTimeout(() => void this.refresh(), QUIET);
  }

  private async refresh(): Promise<void> {
    const whole = this.whole;
    this.timer = 0;
    this.whole = false;
    const { path = "", page = "1", last = "1" } = this.root.dataset;
    const answer = await this.ask(
      whole ? `${path}?page=${page}`.replace("?page=1", "") : `${path}?fragment=1&after=${last}`,
    );
    if (!answer) return;
    if (whole) this.sync(answer);
    else this.append(answer.querySelector<HTMLElement>("[data-new-posts]"));
    softenTimes(this.root);
  }

  private append(part: HTMLElement | null): void {
    if (!part) return;
    const { page = "1", lastPage = "1", last = "1" } = this.root.dataset;
    const fresh = [...part.querySelectorAll<HTMLElement>(":scope > [data-position]")].filter(
      (post) => Number(post.dataset.position) > Number(last),
    );
    this.root.dataset.last = part.dataset.last ?? last;
    this.setCount(part);
    if (fresh.length === 0) return;
    const room = Number(part.dataset.perPage ?? 25) * Number(page) + 1;
    const here = page === lastPage ? fresh.filter((post) => Number(post.dataset.position) <= room) : [];
    if (here.length < fresh.length) this.root.querySelector("[data-more-posts]")?.removeAttribute("hidden");
    for (const post of here) {
      this.root.querySelector("[data-no-replies]")?.remove();
      post.classList.add("is-new");
      this.root.querySelector("[data-posts]")?.append(document.adoptNode(post));
    }
    this.say("one");
  }

  /** Exchanges what differs, except where the reader is typing. */
  private sync(page: Document): void {
    const next = page.querySelector<HTMLElement>("[data-topic]");
    if (!next) return;
    const wasSolved = this.isSolved();
    for (const name of ["data-topic-head", "data-solution-slot"]) {
      const [old, fresh] = [this.root.querySelector(`[${name}]`), next.querySelector(`[${name}]`)];
      if (old && fresh && old.innerHTML !== fresh.innerHTML) old.replaceChildren(...fresh.childNodes);
    }
    const list = this.root.querySelector("[data-posts]");
    const posts = [...next.querySelectorAll<HTMLElement>("[data-posts] > [data-position]")];
    const kept = new Set(posts.map((post) => post.dataset.position));
    for (const old of this.root.querySelectorAll<HTMLElement>("[data-posts] > [data-position]")) {
      if (!kept.has(old.dataset.position)) old.remove();
    }
    let added = false;
    for (const post of posts) {
      const old = list?.querySelector<HTMLElement>(`:scope > [data-position="${post.dataset.position}"]`);
      if (!old) {
        post.classList.add("is-new");
        list?.append(document.adoptNode(post));
        added = true;
      } else if (!busy(old) && textOf(old) !== textOf(post)) old.replaceWith(document.adoptNode(post));
    }
    if (posts.length) this.root.querySelector("[data-no-replies]")?.remove();
    this.root.dataset.last = next.dataset.last ?? this.root.dataset.last ?? "1";
    if (!wasSolved && this.isSolved()) this.say("solved");
    else if (added) this.say("one");
  }

  private isSolved(): boolean {
    return this.root.querySelector("[data-solved-badge]:not([hidden])") !== null;
  }

  /** The server words the count: what follows a number differs by language. */
  private setCount(part: HTMLElement): void {
    const fresh = part.querySelector("[data-reply-line]");
    if (fresh) this.root.querySelector("[data-reply-line]")?.replaceChildren(...fresh.childNodes);
  }

  /** Politely: a screen reader says it when it has nothing else to say. */
  private say(what: "one" | "solved"): void {
    const announcer = this.root.querySelector<HTMLElement>("[data-announcer]");
    if (!announcer) return;
    announcer.textContent = "";
    window.setTimeout(() => {
      announcer.textContent = announcer.dataset[what] ?? "";
    }, 50);
  }
}

function busy(post: HTMLElement): boolean {
  return post.contains(document.activeElement) || post.querySelector("details[open]") !== null;
}

/** Markup without what differs on every page: form tokens and softened times. */
function textOf(post: HTMLElement): string {
  return post.outerHTML
    .replace(/name="csrfmiddlewaretoken" value="[^"]*"/g, "")
    .replace(/(<time[^>]*>)[^<]*/g, "$1")
    .replace(" is-new", "");
}
