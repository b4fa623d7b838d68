import { expect, test } from "vitest";
import { matchesWords } from "./match";

test.each([
  ["Resolve conversation", "reso conv", true],
  ["Resolve conversation", "conv reso", true],
  ["Resolve conversation", "solve", false],
  ["Zurück zur Liste", "zuruck", true],
  ["会話を解決する", "解決", true],
  ["Anything", "", true],
])("%s matches %s: %s", (text, typed, expected) => {
  expect(matchesWords(text, typed)).toBe(expected);
});
