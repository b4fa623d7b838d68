/** Tells the server which posts were really on the screen, and for how long. Without scripts a button does. */
import { type Send, sendQuietly } from "./page_client";
import { positionOf } from "./topic_window";

const TICK = 1_000;
const ENOUGH = 1_200;
const EVERY = 20;
const IDLE = 120_000;

export class Reading {
  private readonly visible = new Map<HTMLElement, number>();
  private readonly told = new Set<number>();
  private fresh = new Set<number>();
  private seconds = 0;
  private stirred = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly form: HTMLFormElement,
    private readonly send: Send = sendQuietly,
    private readonly clock: () => number = () => Date.now(),
  ) {}

  start(): void {
    if (!("IntersectionObserver" in window)) return;
    const seen = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) this.notice(target as HTMLElement, isIntersecting);
      },
      { threshold: [0, 0.4] },
    );
    const watchAll = () => {
      for (const post of this.root.querySelectorAll<HTMLElement>("[data-position]:not([data-featured])"))
        seen.observe(post);
    };
    watchAll();
    const list = this.root.querySelector("[data-posts]");
    if (list) new MutationObserver(watchAll).observe(list, { childList: true });
    this.stirred = this.clock();
    for (const name of ["scroll", "pointermove", "keydown", "touchstart"]) {
      window.addEventListener(name, () => this.stir(), { passive: true });
    }
    window.setInterval(() => this.tick(), TICK);
    document.addEventListener("visibilitychange", () => document.hidden && this.flush());
    window.addEventListener("pagehide", () => this.flush());
  }

  notice(post: HTMLElement, isVisible: boolean): void {
    if (isVisible) this.visible.set(post, this.visible.get(post) ?? 0);
    else this.visible.delete(post);
  }

  stir(): void {
    this.stirred = this.clock();
  }

  /** A second has passed. It counts while somebody is there. */
  tick(): void {
    if (document.hidden || this.clock() - this.stirred > IDLE) return;
    this.seconds += TICK / 1_000;
    for (const [post, shown] of this.visible) {
      this.visible.set(post, shown + TICK);
      const position = positionOf(post);
      if (shown + TICK >= ENOUGH && !this.told.has(position)) this.fresh.add(position);
    }
    if (this.seconds >= EVERY || (this.told.size === 0 && this.fresh.size > 0 && this.seconds >= 3)) this.flush();
  }

  flush(): void {
    if (this.seconds < 1 && this.fresh.size === 0) return;
    const data = new FormData();
    const token = this.form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
    data.set("csrfmiddlewaretoken", token);
    data.set("shown", asRanges([...this.fresh]));
    data.set("seconds", String(Math.round(this.seconds)));
    for (const position of this.fresh) this.told.add(position);
    this.fresh = new Set();
    this.seconds = 0;
    this.send(this.form.action, data);
  }
}

/** "2-7,9" */
export function asRanges(positions: number[]): string {
  const sorted = [...positions].sort((a, b) => a - b);
  const parts: [number, number][] = [];
  for (const position of sorted) {
    const latest = parts.at(-1);
    if (latest && position <= latest[1] + 1) latest[1] = Math.max(latest[1], position);
    else parts.push([position, position]);
  }
  return parts
    .slice(-200)
    .map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`))
    .join(",");
}
