import { expect, test } from "vitest";
import { shiftBetween } from "./useSteadyScroll";

const rows = (ids: string) => [...ids].map((id) => ({ id }));

test.each([
  ["two arrive above", "abcdef", "xyabcdef", 2, 2],
  ["nothing changes", "abcdef", "abcdef", 2, 0],
  ["one arrives below", "abcdef", "abcdxef", 1, 0],
  ["one above is resolved", "abcdef", "bcdef", 3, -1],
  ["the first in sight itself is gone: the next one counts", "abcdef", "xabdef", 2, 0],
  ["everything is different", "abc", "xyz", 1, 0],
])("%s", (_, before, after, firstInSight, shift) => {
  expect(shiftBetween(rows(before), rows(after), firstInSight)).toBe(shift);
});
