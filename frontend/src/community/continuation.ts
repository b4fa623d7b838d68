/** Reading on without turning pages: the next page joins this one when the reader reaches its end, and the address follows.
 *
 * The pager's links stay what they are. Pages come by themselves only while somebody scrolls, and only a few in a row, so
 * that what stands below remains in reach; whoever is in the pager with the keyboard decides alone. */
import { colourCode } from "./colours";
import { type GetPage, getPage } from "./page_client";
import { softenTimes } from "./times";
import { postsIn, type TopicWindow } from "./topic_window";

const BY_THEMSELVES = 4;
const AHEAD = "600px";

export class Continuation {
  private came = 0;
  private loading = false;
  private scrolled = false;
  private ticking = false;

  constructor(
    private readonly topic: TopicWindow,
    private readonly ask: GetPage = getPage,
  ) {}

  start(): void {
    this.topic.root.addEventListener("click", (event) => this.take(event));
    const saving = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData;
    if (!saving && "IntersectionObserver" in window) this.watch();
    window.addEventListener("scroll", () => this.follow(), { passive: true });
  }

  /** The next page joins the list; says whether it did. */
  async load(): Promise<boolean> {
    if (this.loading || this.topic.until >= this.topic.lastPage) return false;
    this.loading = true;
    let joined = false;
    await this.topic.run(async () => {
      const page = this.topic.until + 1;
      const answer = await this.ask(this.topic.address(page));
      const root = answer?.querySelector<HTMLElement>("[data-topic]");
      if (answer && root) joined = this.join(page, root);
    });
    this.loading = false;
    return joined;
  }

  private join(page: number, root: HTMLElement): boolean {
    const { topic } = this;
    const heading = root.querySelector("#replies-title")?.textContent?.trim() ?? String(page);
    const posts = postsIn(root.querySelector("[data-posts]"));
    const mark = document.createElement("h3");
    mark.className = "page-mark";
    mark.dataset.pageMark = String(page);
    mark.tabIndex = -1;
    mark.textContent = heading;
    topic.list?.append(mark);
    topic.until = page;
    topic.lastPage = Math.max(topic.lastPage, Number(root.dataset.lastPage ?? page));
    for (const post of posts) topic.place(post);
    // The last page shows everything up to its own count, so nothing before that is missing here any more.
    if (page >= topic.lastPage) {
      topic.last = Math.max(topic.last, Number(root.dataset.last ?? 1));
      topic.root.querySelector("[data-more-posts]")?.setAttribute("hidden", "");
    }
    const [pager, fresh] = [topic.root.querySelector("[data-pages]"), root.querySelector("[data-pages]")];
    if (pager && fresh) pager.replaceChildren(...fresh.childNodes);
    softenTimes(topic.root);
    colourCode(topic.root);
    topic.say(heading);
    return true;
  }

  /** "Next" reads on in place, with the keyboard too: the focus goes to where the new page begins. */
  private take(event: MouseEvent): void {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link =
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("[data-pages] [rel=next]") : null;
    if (!link) return;
    event.preventDefault();
    this.came = 0;
    void this.load().then((joined) => {
      if (!joined) return window.location.assign(link.href);
      const mark = this.topic.root.querySelector<HTMLElement>(`[data-page-mark="${this.topic.until}"]`);
      mark?.focus();
    });
  }

  private watch(): void {
    const pager = this.topic.root.querySelector("[data-pages]");
    if (!pager) return;
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting) || !this.scrolled) return;
        if (pager.contains(document.activeElement) || this.came >= BY_THEMSELVES) return;
        this.came += 1;
        void this.load().then((joined) => {
          if (!joined) return;
          near.unobserve(pager);
          near.observe(pager);
        });
      },
      { rootMargin: AHEAD },
    );
    near.observe(pager);
  }

  private follow(): void {
    this.scrolled = true;
    if (this.ticking) return;
    this.ticking = true;
    window.requestAnimationFrame(() => {
      this.ticking = false;
      this.showAddress();
    });
  }

  private showAddress(): void {
    const marks = [...this.topic.root.querySelectorAll<HTMLElement>("[data-page-mark]")];
    if (marks.length === 0) return;
    const middle = window.innerHeight / 2;
    const passed = marks.filter((mark) => mark.getBoundingClientRect().top < middle).at(-1);
    const address = this.topic.address(passed ? Number(passed.dataset.pageMark) : this.topic.first);
    const { pathname, search } = window.location;
    if (pathname + search !== address) window.history.replaceState(window.history.state, "", address);
  }
}
