import { expect, test } from "vitest";
import { mark } from "./markup";

test("bold wraps the selection, and a second time unwraps it", () => {
  const once = mark({ text: "say hello now", start: 4, end: 9 }, "bold");
  expect(once).toEqual({ text: "say **hello** now", start: 6, end: 11 });
  expect(mark(once, "bold")).toEqual({ text: "say hello now", start: 4, end: 9 });
});

test("a quote marks every line it touches, and unmarks them together", () => {
  const once = mark({ text: "one\ntwo\nthree", start: 1, end: 6 }, "quote");
  expect(once.text).toBe("> one\n> two\nthree");
  expect(mark({ text: once.text, start: 0, end: 11 }, "quote").text).toBe("one\ntwo\nthree");
});

test("a link keeps the words and waits for its address", () => {
  const linked = mark({ text: "see docs", start: 4, end: 8 }, "link");
  expect(linked.text).toBe("see [docs](https://)");
  expect(linked.text.slice(0, linked.start)).toBe("see [docs](https://");
});
