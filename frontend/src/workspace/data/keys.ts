/** Names under which answers are kept. */
import type { Filters } from "./filters";

export const keys = {
  me: ["me"] as const,
  staff: ["staff"] as const,
  teams: ["teams"] as const,
  inboxes: ["inboxes"] as const,
  labels: ["labels"] as const,
  counters: ["counters"] as const,
  review: ["review"] as const,
  lists: ["conversations"] as const,
  list: (filters: Filters) => ["conversations", filters] as const,
  conversation: (id: string) => ["conversation", id] as const,
  timeline: (id: string) => ["timeline", id] as const,
  person: (id: string) => ["person", id] as const,
  personTimeline: (id: string) => ["person", id, "timeline"] as const,
  people: (q: string) => ["people", q] as const,
  admin: (what: string) => ["admin", what] as const,
};
