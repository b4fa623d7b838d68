import { expect, test } from "vitest";
import type { Command } from "./commands";
import { matchPresses, pressOf } from "./keys";

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const command = (id: string, keys: string): Command => ({ id, keys, label: id, group: "go", run: () => {} });

test.each([
  [{ key: "j" }, "j"],
  [{ key: "E", shiftKey: true }, "shift+e"],
  [{ key: "?", shiftKey: true }, "?"],
  [{ key: "k", metaKey: true }, "mod+k"],
  [{ key: "Enter", ctrlKey: true }, "mod+enter"],
])("%o is written %s", (event, written) => {
  expect(pressOf({ ...plain, ...event })).toBe(written);
});

test("a sequence waits for its second key and does not swallow other keys", () => {
  const commands = [command("mine", "g m"), command("note", "n")];
  expect(matchPresses(["g"], commands)).toBe("beginning");
  expect(matchPresses(["g", "m"], commands)).toMatchObject({ id: "mine" });
  expect(matchPresses(["n"], commands)).toMatchObject({ id: "note" });
  expect(matchPresses(["x"], commands)).toBeNull();
});
