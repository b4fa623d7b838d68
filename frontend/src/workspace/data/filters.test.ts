import { expect, test } from "vitest";
import { type Filters, NO_NARROWING, narrowingFrom, queryOf, searchOf } from "./filters";

const filters = (scope: Filters["scope"], more = {}): Filters => ({ scope, narrowing: { ...NO_NARROWING, ...more } });

test("each place asks for its own conversations", () => {
  expect(queryOf(filters({ kind: "view", key: "mine" }))).toMatchObject({ status: "open", assignee: "me" });
  expect(queryOf(filters({ kind: "view", key: "unassigned" }))).toMatchObject({ status: "open", assignee: "none" });
  expect(queryOf(filters({ kind: "view", key: "snoozed" }))).toMatchObject({ status: "snoozed" });
  expect(queryOf(filters({ kind: "inbox", key: "i1" }))).toMatchObject({ status: "open", inbox: "i1" });
  expect(queryOf(filters({ kind: "team", key: "t1" }, { status: "all" }))).toMatchObject({ status: "all", team: "t1" });
});

test("filters survive the address", () => {
  const narrowing = { ...NO_NARROWING, q: "größe & co", label: "l1", order: "waiting" as const };
  expect(narrowingFrom(searchOf(narrowing))).toEqual(narrowing);
  expect(searchOf(NO_NARROWING)).toBe("");
  expect(narrowingFrom("?order=sideways").order).toBe("newest");
});
