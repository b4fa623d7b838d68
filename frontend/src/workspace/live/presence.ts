/** Who else looks at a conversation or writes in it. Says nothing about what: it fades by itself when no news comes. */
import type { LaneFrame, LaneState } from "@kernel/live/frames";
import { useMemo, useSyncExternalStore } from "react";

export type Presence = { id: string; name: string; state: Exclude<LaneState, "idle"> };
type Seen = Presence & { until: number };

const LASTS = { viewing: 30_000, typing: 8_000 };

export class PresenceBoard {
  private topics = new Map<string, Seen[]>();
  private listeners = new Set<() => void>();

  constructor(private readonly clock: () => number = Date.now) {}

  hear({ topic, user, state }: LaneFrame): void {
    const others = this.alive(topic).filter(({ id }) => id !== user.id);
    const seen = state === "idle" ? others : [...others, { ...user, state, until: this.clock() + LASTS[state] }];
    this.write(topic, seen);
  }

  of(topic: string): Seen[] {
    return this.topics.get(topic) ?? [];
  }

  clear(): void {
    this.topics.clear();
    this.tell();
  }

  /** Called on a tick: those who stopped typing are still viewing, those unheard of are gone. */
  fade(): void {
    for (const [topic, seen] of this.topics) {
      const alive = this.alive(topic);
      if (alive.length !== seen.length || alive.some((one, index) => one !== seen[index])) this.write(topic, alive);
    }
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private alive(topic: string): Seen[] {
    const now = this.clock();
    return this.of(topic).flatMap((one): Seen[] => {
      if (one.until > now) return [one];
      return one.state === "typing" ? [{ ...one, state: "viewing", until: now + LASTS.viewing }] : [];
    });
  }

  private write(topic: string, seen: Seen[]): void {
    if (seen.length > 0) this.topics.set(topic, seen);
    else this.topics.delete(topic);
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

export const presence = new PresenceBoard();
const NOBODY: Seen[] = [];

export function usePresence(conversation: string, myId: string): Presence[] {
  const topic = `conversation:${conversation}`;
  const seen = useSyncExternalStore(presence.subscribe, () => {
    const all = presence.of(topic);
    return all.length > 0 ? all : NOBODY;
  });
  return useMemo(() => seen.filter(({ id }) => id !== myId), [seen, myId]);
}
