import { expect, test } from "vitest";
import { uuid7 } from "./ids";

test("an id names its version, its variant and its time", () => {
  const at = Date.parse("2040-01-02T03:04:05.678Z");
  const id = uuid7(at);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(at);
});

test("ids sort in the order they were made, also within one millisecond and when the clock goes back", () => {
  const at = Date.parse("2041-01-01T00:00:00Z");
  const ids = Array.from({ length: 9000 }, (_, index) => uuid7(at - (index % 3)));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});
