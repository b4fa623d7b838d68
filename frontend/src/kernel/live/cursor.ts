/** Where a stream stands: the last number seen and the epoch it belongs to. */
export type Position = { cursor: number | null; epoch: string | null };

export type Verdict = "apply" | "old" | "gap";

/** What to do with a frame that follows `prev` and carries `seq`, standing at `cursor`. */
export function judge(cursor: number | null, seq: number, prev: number | undefined): Verdict {
  if (cursor === null) return "apply";
  if (seq <= cursor) return "old";
  // A replay after a hello may begin further back than we stand, never further ahead.
  return prev === undefined || prev <= cursor ? "apply" : "gap";
}

const KEY = "chorus.live";

/** Kept per tab (sessionStorage), so that a reload resumes and a second tab has its own. */
export function loadPosition(storage: Pick<Storage, "getItem"> = sessionStorage): Position {
  try {
    const saved: unknown = JSON.parse(storage.getItem(KEY) ?? "null");
    if (typeof saved === "object" && saved !== null && "cursor" in saved && "epoch" in saved) {
      const { cursor, epoch } = saved;
      if (typeof cursor === "number" && typeof epoch === "string") return { cursor, epoch };
    }
  } catch {
    // A damaged entry is as good as none.
  }
  return { cursor: null, epoch: null };
}

export function savePosition(position: Position, storage: Pick<Storage, "setItem"> = sessionStorage): void {
  storage.setItem(KEY, JSON.stringify(position));
}
