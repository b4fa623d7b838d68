/** Keeps an open topic up to date: new replies appear at its end, and what was solved, edited or hidden changes in place. */
import { colourCode } from "./colours";
import { Continuation } from "./continuation";
import { type Follow, follow } from "./live";
import { type GetPage, getPage } from "./page_client";
import { Reading } from "./reading";
import { softenTimes } from "./times";
import { positionOf, postsIn, TopicWindow } from "./topic_window";

const QUIET = 150;
const UNSEEN = new Set(["community.vote_cast", "community.vote_withdrawn"]);
const CATCH_UP = 40;
/** When the server did not answer: more and more patiently. A longer silence ends with the connection, which asks again. */
const AGAIN = [2_000, 5_000, 15_000, 60_000];

export function attachTopic(root: Document, ask: GetPage = getPage, listen: Follow = follow): void {
  const element = root.querySelector<HTMLElement>("[data-topic]");
  if (!element) return;
  const shown = new TopicWindow(element);
  new LiveTopic(shown, ask).start(listen);
  new Continuation(shown, ask).start();
  const form = element.querySelector<HTMLFormElement>("form[data-reading]");
  if (form) new Reading(element, form).start();
}

class LiveTopic {
  private timer = 0;
  private due = QUIET;
  private behind = false;
  private failures = 0;
  /** Pages of which something may differ. */
  private readonly stale = new Set<number>();

  constructor(
    private readonly topic: TopicWindow,
    private readonly ask: GetPage,
  ) {}

  start(listen: Follow): void {
    const { topic = "", viewer = "anonymous" } = this.topic.root.dataset;
    listen(
      `topic:${topic}`,
      viewer,
      (type, data) => UNSEEN.has(type) || this.hear(type, Number(data?.position)),
      (lost) => {
        // Without its place in the log the page cannot know what was edited, hidden or solved meanwhile.
        if (lost) this.everyPage();
        this.soon();
      },
    );
  }

  private hear(type: string, position: number): void {
    if (type === "community.post_added") return this.soon();
    if (position > 1 && type.startsWith("community.post_")) {
      if (this.topic.holds(position)) this.stale.add(this.topic.pageOf(position));
      else if (position > this.topic.last) this.behind = true;
    } else this.everyPage();
    this.soon(false);
  }

  private everyPage(): void {
    for (let page = this.topic.first; page <= this.topic.until; page += 1) this.stale.add(page);
  }

  /** A burst of events costs one request. */
  private soon(behind = true, after = QUIET): void {
    this.behind ||= behind;
    if (this.timer && after >= this.due) return;
    window.clearTimeout(this.timer);
    this.due = after;
    this.timer = window.setTimeout(() => void this.refresh(), after);
  }

  private async refresh(): Promise<void> {
    const [pages, behind] = [[...this.stale], this.behind];
    this.timer = 0;
    this.stale.clear();
    this.behind = false;
    await this.topic.run(async () => {
      for (const page of pages) if (!(await this.refetch(page))) this.stale.add(page);
      if (behind && !(await this.catchUp())) this.behind = true;
      softenTimes(this.topic.root);
      colourCode(this.topic.root);
    });
    this.failures = this.behind || this.stale.size > 0 ? this.failures + 1 : 0;
    const wait = AGAIN[this.failures - 1];
    if (wait) this.soon(false, wait);
  }

  /** Says whether the server answered. */
  private async refetch(page: number): Promise<boolean> {
    const next = (await this.ask(this.topic.address(page)))?.querySelector<HTMLElement>("[data-topic]");
    if (next) this.sync(page, next);
    return next !== undefined && next !== null;
  }

  /** Asks for what came after the last known post until nothing is left, so that a long absence leaves no hole.
   *  Says whether the server answered. */
  private async catchUp(): Promise<boolean> {
    let [added, answered] = [0, true];
    for (let round = 0; round < CATCH_UP; round += 1) {
      const answer = await this.ask(`${this.topic.path}?fragment=1&after=${this.topic.last}`);
      const part = answer?.querySelector<HTMLElement>("[data-new-posts]");
      answered = part !== null && part !== undefined;
      if (!part) break;
      added += this.append(part);
      if (part.dataset.more === undefined) break;
    }
    if (added > 0) this.topic.say(this.topic.root.querySelector<HTMLElement>("[data-announcer]")?.dataset.one);
    return answered;
  }

  private append(part: HTMLElement): number {
    const { topic } = this;
    const known = topic.last;
    const fresh = postsIn(part).filter((post) => positionOf(post) > known);
    const wasAtEnd = topic.until >= topic.lastPage;
    topic.last = Math.max(known, Number(part.dataset.last ?? known));
    this.setCount(part);
    let elsewhere = false;
    for (const post of fresh) {
      if (!wasAtEnd || !topic.holds(positionOf(post))) {
        elsewhere = true;
        continue;
      }
      post.classList.add("is-new");
      topic.place(post);
    }
    if (elsewhere) topic.root.querySelector("[data-more-posts]")?.removeAttribute("hidden");
    return fresh.length;
  }

  /** Exchanges what differs on one page, except where the reader is typing. */
  private sync(page: number, next: HTMLElement): void {
    const { topic } = this;
    const wasSolved = this.isSolved();
    const slots = page === topic.first ? ["data-topic-head", "data-solution-slot"] : ["data-topic-head"];
    for (const name of slots) {
      const [old, fresh] = [topic.root.querySelector(`[${name}]`), next.querySelector(`[${name}]`)];
      if (old && fresh && old.innerHTML !== fresh.innerHTML) old.replaceChildren(...fresh.childNodes);
    }
    this.exchangeFirst(next);
    const posts = postsIn(next.querySelector("[data-posts]"));
    const kept = new Set(posts.map(positionOf));
    for (const old of topic.shown()) {
      if (topic.pageOf(positionOf(old)) === page && !kept.has(positionOf(old))) old.remove();
    }
    let added = false;
    for (const post of posts) {
      const old = topic.find(positionOf(post));
      if (old) exchange(old, post);
      else {
        post.classList.add("is-new");
        added = topic.place(post) || added;
      }
    }
    const last = Number(next.dataset.last ?? 1);
    topic.lastPage = Math.max(topic.lastPage, Number(next.dataset.lastPage ?? 1));
    // Only the last page shows everything up to its count; from any other one the rest is still to be asked for.
    if (page >= topic.lastPage) topic.last = Math.max(topic.last, last);
    else if (last > topic.last) this.soon();
    const announcer = topic.root.querySelector<HTMLElement>("[data-announcer]");
    if (!wasSolved && this.isSolved()) topic.say(announcer?.dataset.solved);
    else if (added) topic.say(announcer?.dataset.one);
  }

  private exchangeFirst(next: HTMLElement): void {
    const selector = ':scope > [data-position="1"]';
    const [old, fresh] = [
      this.topic.root.querySelector<HTMLElement>(selector),
      next.querySelector<HTMLElement>(selector),
    ];
    if (old && fresh) exchange(old, fresh);
  }

  private isSolved(): boolean {
    return this.topic.root.querySelector("[data-solved-badge]:not([hidden])") !== null;
  }

  /** The server words the count: what follows a number differs by language. */
  private setCount(part: HTMLElement): void {
    const fresh = part.querySelector("[data-reply-line]");
    if (fresh) this.topic.root.querySelector("[data-reply-line]")?.replaceChildren(...fresh.childNodes);
  }
}

function exchange(old: HTMLElement, fresh: HTMLElement): void {
  if (!busy(old) && textOf(old) !== textOf(fresh)) old.replaceWith(document.adoptNode(fresh));
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
