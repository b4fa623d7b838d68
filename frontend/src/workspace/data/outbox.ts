/** Messages on their way: painted before the server has them, kept when it does not take them. */
import { api } from "@kernel/api/client";
import { isTransient, StaleReplyError } from "@kernel/api/errors";
import type { Entry } from "@kernel/api/types";
import { uuid7 } from "@kernel/ids";
import { useSyncExternalStore } from "react";
import { refreshAround } from "./changes";
import { queryClient } from "./client";
import type { TimelineData } from "./conversations";
import { keys } from "./keys";

export type Outgoing = {
  id: string;
  conversation: string;
  kind: "reply" | "note";
  body: string;
  seenSeq: number;
  resolve: boolean;
  at: string;
  state: "sending" | "waiting" | "failed" | "stale";
  missed: Entry[];
  problem: string;
};

type Draft = Pick<Outgoing, "conversation" | "kind" | "body" | "seenSeq" | "resolve">;

let items: Outgoing[] = [];
const listeners = new Set<() => void>();

function write(next: Outgoing[]): void {
  items = next;
  for (const listener of listeners) listener();
}

function update(id: string, part: Partial<Outgoing>): void {
  write(items.map((item) => (item.id === id ? { ...item, ...part } : item)));
}

export function useOutbox(conversation: string): Outgoing[] {
  const all = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => items,
  );
  return all.filter((item) => item.conversation === conversation);
}

export function send(draft: Draft): Promise<void> {
  const item: Outgoing = {
    ...draft,
    id: uuid7(),
    at: new Date().toISOString(),
    state: "sending",
    missed: [],
    problem: "",
  };
  write([...items, item]);
  return deliver(item);
}

/** Try again under the same id: had it arrived after all, it stays one message. */
export async function retry(id: string): Promise<void> {
  const item = items.find((known) => known.id === id);
  if (!item || item.state === "sending") return;
  update(id, { state: "sending" });
  await deliver(item);
}

/** The agent has read what came in between and sends it all the same. */
export async function sendAnyway(id: string): Promise<void> {
  const item = items.find((known) => known.id === id);
  if (!item) return;
  const seenSeq = item.missed.reduce((last, entry) => Math.max(last, entry.seq ?? 0), item.seenSeq);
  update(id, { state: "sending", seenSeq, missed: [] });
  await deliver({ ...item, seenSeq });
}

export function discard(id: string): Outgoing | undefined {
  const item = items.find((known) => known.id === id);
  write(items.filter((known) => known.id !== id));
  return item;
}

/** What waited for a connection goes now. */
export function sendWaiting(): void {
  for (const item of items) if (item.state === "waiting") void retry(item.id);
}

async function deliver({ id, conversation, kind, body, seenSeq, resolve }: Outgoing): Promise<void> {
  try {
    const entry =
      kind === "note"
        ? await api.post<Entry>(`conversations/${conversation}/notes`, { id, body })
        : await api.post<Entry>(`conversations/${conversation}/replies`, { id, body, seen_seq: seenSeq, resolve });
    append(conversation, entry);
    discard(id);
    refreshAround(conversation);
  } catch (error) {
    if (error instanceof StaleReplyError) {
      update(id, { state: "stale", missed: error.missed });
      refreshAround(conversation);
    } else if (isTransient(error)) update(id, { state: navigator.onLine ? "failed" : "waiting" });
    else update(id, { state: "failed", problem: error instanceof Error ? error.message : "" });
  }
}

/** Puts an entry at the end of a timeline, unless it is there already. */
export function append(conversation: string, entry: Entry): void {
  queryClient.setQueryData<TimelineData>(keys.timeline(conversation), (data) => {
    const [newest, ...older] = data?.pages ?? [];
    if (!data || !newest || data.pages.some((page) => page.items.some((known) => known.id === entry.id))) return data;
    return { ...data, pages: [{ ...newest, items: [...newest.items, entry] }, ...older] };
  });
}
