/** Keeps what is being written on the server while one writes, so that any device can go on with it. */
import { api } from "@kernel/api/client";
import { ApiError } from "@kernel/api/errors";
import { type Parts, write } from "./field";
import { type DraftPoll, fillPoll, readPoll } from "./poll_fields";

const QUIET = 1_200;

export type DraftText = {
  body: string;
  title: string;
  space_id: string | null;
  tags: string;
  version: number | null;
  poll: DraftPoll | null;
};
export type Stored = DraftText & { sequence: number };
export type Store = {
  get: () => Promise<Stored | null>;
  put: (text: DraftText, sequence: number) => Promise<number>;
  drop: () => Promise<unknown>;
};
export type Outcome = "saved" | "failed" | { conflict: Stored };

/** Saves one text at a time, always the latest, and stops when another device was faster until somebody decides. */
export class DraftKeeper {
  private wanted: DraftText | null = null;
  private saved = "";
  private busy: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly store: Store,
    private sequence: number,
    private readonly tell: (outcome: Outcome) => void,
  ) {}

  get number(): number {
    return this.sequence;
  }

  /** What stands on the page already, saved or not. */
  begin(text: DraftText, sequence: number): void {
    this.saved = JSON.stringify(text);
    this.sequence = sequence;
  }

  keep(text: DraftText): Promise<void> {
    this.wanted = text;
    if (this.stopped) return Promise.resolve();
    this.busy ??= this.drain().finally(() => {
      this.busy = null;
    });
    return this.busy;
  }

  /** After a conflict: go on from what the server holds. */
  resolve(sequence: number, saved: DraftText | null): void {
    this.sequence = sequence;
    this.saved = saved ? JSON.stringify(saved) : "";
    this.wanted = null;
    this.stopped = false;
  }

  stop(): void {
    this.stopped = true;
    this.wanted = null;
  }

  private async drain(): Promise<void> {
    while (this.wanted && !this.stopped) {
      const text = this.wanted;
      this.wanted = null;
      if (JSON.stringify(text) === this.saved) continue;
      try {
        this.sequence = await this.store.put(text, this.sequence);
        this.saved = JSON.stringify(text);
        this.tell("saved");
      } catch (error) {
        if (error instanceof ApiError && error.code === "draft_conflict") {
          this.stopped = true;
          this.tell({ conflict: error.body as unknown as Stored });
        } else this.tell("failed");
      }
    }
  }
}

const storeFor = (key: string): Store => {
  const path = `drafts/${encodeURIComponent(key)}`;
  return {
    get: () =>
      api
        .get<Stored>(path)
        .then((stored) => (stored.sequence ? stored : null))
        .catch(() => null),
    put: async (text, sequence) => (await api.put<Stored>(path, { ...text, sequence })).sequence,
    drop: () => api.delete(path),
  };
};

export function attachDraft({ root, field, part }: Parts): void {
  const form = field.form;
  const key = root.dataset.draftKey ?? "";
  if (!form || !key) return;
  const store = storeFor(key);
  const state = part<HTMLElement>("[data-draft-state]");
  const conflict = part<HTMLElement>("[data-conflict]");
  const hidden = part<HTMLInputElement>("[data-composer-sequence]");
  const local = `chorus-draft-${key}`;
  let other: Stored | null = null;
  const named = (name: string) => form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement | null;
  const text = (): DraftText => ({
    body: field.value,
    title: named("title")?.value ?? "",
    space_id: named("space")?.value || null,
    tags: named("tags")?.value ?? "",
    version: Number(named("version")?.value) || null,
    poll: readPoll(form),
  });
  const fill = (stored: DraftText) => {
    write(field, { value: stored.body, start: stored.body.length, end: stored.body.length });
    for (const name of ["title", "tags"] as const) {
      const input = named(name);
      if (input) input.value = stored[name];
    }
    const [space, version] = [named("space"), named("version")];
    if (space && stored.space_id) space.value = stored.space_id;
    // What an edit began from travels with it, so that nothing that came since is written over unseen.
    if (version && stored.version) version.value = String(stored.version);
    fillPoll(form, stored.poll ?? null);
  };
  const keeper = new DraftKeeper(store, Number(root.dataset.sequence ?? "0"), (outcome) => {
    hidden.value = String(keeper.number);
    if (outcome === "saved") {
      state.textContent = state.dataset.saved ?? "";
      remember(local, null);
    } else if (outcome === "failed") {
      state.textContent = state.dataset.unsaved ?? "";
      remember(local, JSON.stringify(text()));
    } else {
      other = outcome.conflict;
      conflict.hidden = false;
    }
  });
  let timer = 0;
  const later = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void keeper.keep(text()), QUIET);
  };
  part("[data-take-other]").addEventListener("click", () => {
    if (!other) return;
    keeper.resolve(other.sequence, other);
    fill(other);
    conflict.hidden = true;
  });
  part("[data-keep-mine]").addEventListener("click", () => {
    keeper.resolve(other?.sequence ?? 0, null);
    conflict.hidden = true;
    void keeper.keep(text());
  });
  const listen = () => form.addEventListener("input", later);
  form.addEventListener("submit", () => {
    window.clearTimeout(timer);
    keeper.stop();
    remember(local, null);
  });
  // The composer under a topic comes without its draft: the page is the same for a reader who writes none.
  keeper.begin(text(), Number(root.dataset.sequence ?? "0"));
  const offline = recall(local);
  if (root.closest(".narrow")) {
    if (offline && offline.body !== field.value) fill(offline);
    return listen();
  }
  void store.get().then((stored) => {
    if (stored && !field.value.trim()) {
      keeper.begin({ ...text(), body: stored.body }, stored.sequence);
      write(field, { value: stored.body, start: stored.body.length, end: stored.body.length });
      hidden.value = String(stored.sequence);
      state.textContent = state.dataset.restored ?? "";
    } else if (offline && !field.value.trim()) fill(offline);
    listen();
    if (field.value.trim()) later();
  });
}

function remember(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing: the server's draft is all there is.
  }
}

function recall(key: string): DraftText | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return typeof found === "object" && found !== null && "body" in found ? (found as DraftText) : null;
  } catch {
    return null;
  }
}
