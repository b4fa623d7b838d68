/** What an event of the log makes stale. Frames are thin: they say what happened to what, and the rest is fetched. */
import type { EventFrame } from "@kernel/live/frames";
import { queryClient } from "../data/client";
import { keys } from "../data/keys";

const QUIET = 120;

/** Collects keys for a moment: a burst of events costs one fetch per answer. */
class Stale {
  private waiting = new Map<string, readonly unknown[]>();
  private timer = 0;

  add(key: readonly unknown[]): void {
    this.waiting.set(JSON.stringify(key), key);
    if (!this.timer) this.timer = window.setTimeout(() => this.flush(), QUIET);
  }

  private flush(): void {
    this.timer = 0;
    const due = [...this.waiting.values()];
    this.waiting.clear();
    for (const queryKey of due) void queryClient.invalidateQueries({ queryKey });
  }
}

const stale = new Stale();

export function applyEvent({ subject, type }: EventFrame): void {
  for (const key of keysTouchedBy(subject, type)) stale.add(key);
}

export function keysTouchedBy(subject: string, type: string): (readonly unknown[])[] {
  const [kind = "", id = ""] = subject.split(":");
  switch (kind) {
    case "conversation":
      return [keys.conversation(id), keys.timeline(id), keys.lists, keys.counters];
    case "review":
    case "run":
      return [keys.review];
    case "person":
      return [keys.person(id), keys.lists, ["conversation"]];
    case "team":
      return [keys.teams, keys.staff, keys.counters];
    case "inbox":
      return [keys.inboxes, keys.lists, keys.counters];
    case "label":
      return [keys.labels, keys.lists];
    case "user":
      return type.startsWith("access.")
        ? [keys.me, keys.inboxes, keys.teams, keys.lists, keys.counters]
        : [keys.me, keys.staff, keys.admin("members"), keys.admin("sessions")];
    case "invitation":
      return [keys.admin("invitations")];
    case "token":
      return [keys.admin("tokens")];
    default:
      return [];
  }
}

/** Everything may be old: what is on the screen is fetched now, the rest when it is looked at. */
export function refetchEverything(): void {
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "me" });
}

/** What may no longer be seen is dropped at once, not only marked as old. */
export function forgetContainers(audience: string[]): void {
  if (audience.length === 0) return;
  queryClient.removeQueries({ queryKey: ["conversation"], type: "inactive" });
  queryClient.removeQueries({ queryKey: ["timeline"], type: "inactive" });
  void queryClient.resetQueries({ queryKey: keys.lists });
  refetchEverything();
}
