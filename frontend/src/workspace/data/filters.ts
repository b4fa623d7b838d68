/** Which conversations a list shows: the place it was opened from, narrowed by what is typed and chosen. */
import type { Query } from "@kernel/api/client";

export const VIEWS = ["mine", "unassigned", "open", "pending", "snoozed", "resolved", "spam"] as const;
export type View = (typeof VIEWS)[number];
export const ORDERS = ["newest", "oldest", "waiting"] as const;
export type Order = (typeof ORDERS)[number];

export type Scope = { kind: "view"; key: View } | { kind: "inbox" | "team"; key: string };

export type Narrowing = { q: string; status: string; label: string; language: string; assignee: string; order: Order };

export type Filters = { scope: Scope; narrowing: Narrowing };

export const NO_NARROWING: Narrowing = { q: "", status: "", label: "", language: "", assignee: "", order: "newest" };

export function isView(key: string): key is View {
  return (VIEWS as readonly string[]).includes(key);
}

export function queryOf({ scope, narrowing }: Filters): Query {
  const { status, ...rest } = narrowing;
  return { ...rest, ...placeOf(scope, narrowing), status: status || statusOf(scope) };
}

function placeOf(scope: Scope, { assignee }: Narrowing): Query {
  if (scope.kind === "inbox") return { inbox: scope.key };
  if (scope.kind === "team") return { team: scope.key };
  if (scope.key === "mine") return { assignee: "me" };
  if (scope.key === "unassigned") return { assignee: "none" };
  return { assignee };
}

function statusOf(scope: Scope): string {
  if (scope.kind !== "view" || scope.key === "mine" || scope.key === "unassigned") return "open";
  return scope.key;
}

/** The filters as they stand in the address, so that a list can be shared and reloaded. */
export function narrowingFrom(search: string): Narrowing {
  const given = new URLSearchParams(search);
  const order = given.get("order") ?? "";
  return {
    q: given.get("q") ?? "",
    status: given.get("status") ?? "",
    label: given.get("label") ?? "",
    language: given.get("language") ?? "",
    assignee: given.get("assignee") ?? "",
    order: ORDERS.find((known) => known === order) ?? "newest",
  };
}

export function searchOf(narrowing: Narrowing): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(narrowing)) {
    if (value && !(key === "order" && value === "newest")) search.set(key, value);
  }
  const text = search.toString();
  return text ? `?${text}` : "";
}

export function countNarrowing({ label, language, assignee, status }: Narrowing): number {
  return [label, language, assignee, status].filter(Boolean).length;
}
