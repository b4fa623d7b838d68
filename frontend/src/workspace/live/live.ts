/** The workspace's live connection: starts once, feeds the kept answers, tells whether it stands. */
import type { LiveStatus } from "@kernel/live/connection";
import { loadPosition, savePosition } from "@kernel/live/cursor";
import type { LaneState } from "@kernel/live/frames";
import { browserRoom, browserSocket } from "@kernel/live/room";
import { SharedLive } from "@kernel/live/tabs";
import { useEffect, useSyncExternalStore } from "react";
import { sendWaiting } from "../data/outbox";
import { goToSignIn } from "../session/doors";
import { applyEvent, forgetContainers, refetchEverything } from "./apply";
import { presence } from "./presence";

let live: SharedLive | null = null;
let status: LiveStatus = "connecting";
const listeners = new Set<() => void>();
const joined = new Map<string, number>();

function setStatus(next: LiveStatus): void {
  status = next;
  if (next === "live") sendWaiting();
  else presence.clear();
  if (next === "signed-out") goToSignIn();
  for (const listener of listeners) listener();
}

export function startLive(address: string, userId: string): void {
  if (live) return;
  // The room is per person: another account in the same browser has its own connection.
  live = new SharedLive(
    crypto.randomUUID(),
    browserRoom(`chorus-live-${userId}`),
    () => browserSocket(address),
    {
      event: applyEvent,
      reset: refetchEverything,
      forget: forgetContainers,
      lane: (frame) => presence.hear(frame),
      refused: () => {},
      status: setStatus,
      position: (position) => savePosition(position),
    },
    loadPosition(),
  );
  live.start(["desk", "me", "review"]);
  window.addEventListener("online", () => live?.wake());
  window.addEventListener("offline", () => live?.sleep());
  window.addEventListener("pagehide", () => live?.stop());
  window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
  document.addEventListener("visibilitychange", () => document.hidden || live?.wake());
  window.setInterval(() => presence.fade(), 2_000);
}

export function useLiveStatus(): LiveStatus {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => status,
  );
}

/** Follows a topic while mounted; several users of one topic share it. */
export function useTopic(topic: string): void {
  useEffect(() => {
    joined.set(topic, (joined.get(topic) ?? 0) + 1);
    live?.join(topic);
    return () => {
      const left = (joined.get(topic) ?? 1) - 1;
      joined.set(topic, left);
      if (left > 0) return;
      joined.delete(topic);
      live?.leave(topic);
    };
  }, [topic]);
}

export function sayLane(topic: string, state: LaneState): void {
  live?.lane(topic, state);
}
