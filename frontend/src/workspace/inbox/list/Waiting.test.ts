import { expect, test } from "vitest";
import { lengthOf } from "./Waiting";

test.each([
  [0.4, "24m"],
  [5.9, "5h"],
  [47, "47h"],
  [72, "3d"],
  [24 * 800, "2y"],
])("%f hours are %s", (hours, text) => {
  expect(lengthOf(hours, "en")).toBe(text);
});
