/** The posts that a topic's page holds: some pages of it in a row, each a window of positions, whatever was added later. */
export class TopicWindow {
  private queue: Promise<unknown> = Promise.resolve();

  constructor(readonly root: HTMLElement) {
    root.dataset.until ??= this.first.toString();
  }

  get path(): string {
    return this.root.dataset.path ?? "";
  }

  get first(): number {
    return Number(this.root.dataset.page ?? 1);
  }

  get until(): number {
    return Number(this.root.dataset.until ?? 1);
  }

  set until(page: number) {
    this.root.dataset.until = String(page);
  }

  /** Up to which position nothing is missing, as far as this page is concerned. */
  get last(): number {
    return Number(this.root.dataset.last ?? 1);
  }

  set last(position: number) {
    this.root.dataset.last = String(position);
    this.lastPage = Math.max(this.lastPage, this.pageOf(position));
  }

  get lastPage(): number {
    return Number(this.root.dataset.lastPage ?? 1);
  }

  set lastPage(page: number) {
    this.root.dataset.lastPage = String(page);
  }

  get perPage(): number {
    return Number(this.root.dataset.perPage ?? 25);
  }

  pageOf(position: number): number {
    return Math.max(1, Math.floor((position - 2) / this.perPage) + 1);
  }

  address(page: number): string {
    return page > 1 ? `${this.path}?page=${page}` : this.path;
  }

  holds(position: number): boolean {
    const page = this.pageOf(position);
    return page >= this.first && page <= this.until;
  }

  find(position: number): HTMLElement | null {
    return this.list?.querySelector<HTMLElement>(`:scope > [data-position="${position}"]`) ?? null;
  }

  shown(): HTMLElement[] {
    return postsIn(this.list);
  }

  /** Puts a post where its number belongs; one that is there already stays. Says whether it was new. */
  place(post: HTMLElement): boolean {
    const position = positionOf(post);
    if (!this.list || this.find(position)) return false;
    const next = this.shown().find((other) => positionOf(other) > position);
    let before: Element | null = next ?? null;
    const mark = next?.previousElementSibling;
    if (mark instanceof HTMLElement && Number(mark.dataset.pageMark ?? 0) > this.pageOf(position)) before = mark;
    this.root.querySelector("[data-no-replies]")?.remove();
    this.list.insertBefore(document.adoptNode(post), before);
    return true;
  }

  get list(): HTMLElement | null {
    return this.root.querySelector<HTMLElement>("[data-posts]");
  }

  /** One change at a time: an answer that arrives late must not undo a newer one. */
  run(job: () => Promise<void>): Promise<void> {
    const done = this.queue.then(job, job);
    this.queue = done.catch(() => {});
    return done;
  }

  /** Politely: a screen reader says it when it has nothing else to say. */
  say(text: string | undefined): void {
    const announcer = this.root.querySelector<HTMLElement>("[data-announcer]");
    if (!announcer || !text) return;
    announcer.textContent = "";
    window.setTimeout(() => {
      announcer.textContent = text;
    }, 50);
  }
}

export function positionOf(post: HTMLElement): number {
  return Number(post.dataset.position);
}

export function postsIn(list: ParentNode | null | undefined): HTMLElement[] {
  return list ? [...list.querySelectorAll<HTMLElement>(":scope > [data-position]")] : [];
}
