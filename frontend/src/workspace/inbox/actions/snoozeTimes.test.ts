import { expect, test } from "vitest";
import { snoozeTimes } from "./snoozeTimes";

const at = (now: Date) =>
  Object.fromEntries(snoozeTimes(now).map(({ key, at }) => [key, [at.getDay(), at.getDate(), at.getHours()]]));

test("from a Wednesday: this afternoon, Thursday, Saturday, Monday", () => {
  expect(at(new Date(2026, 2, 11, 10, 20))).toEqual({
    later: [3, 11, 13],
    tomorrow: [4, 12, 9],
    weekend: [6, 14, 9],
    week: [1, 16, 9],
  });
});

test("on a Sunday tomorrow is next week, said once", () => {
  expect(at(new Date(2026, 2, 15, 10, 20))).toEqual({ later: [0, 15, 13], tomorrow: [1, 16, 9], weekend: [6, 21, 9] });
});

test("on a Saturday the weekend is the next one", () => {
  expect(at(new Date(2026, 2, 14, 8, 0)).weekend).toEqual([6, 21, 9]);
});
