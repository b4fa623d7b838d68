import { expect, test } from "vitest";
import { PresenceBoard } from "./presence";

const amira = { id: "u1", name: "Amira" };

test("typing becomes viewing, and viewing fades", () => {
  let now = 0;
  const board = new PresenceBoard(() => now);
  board.hear({ t: "lane", topic: "conversation:1", user: amira, state: "typing" });
  now = 9_000;
  board.fade();
  expect(board.of("conversation:1").map(({ state }) => state)).toEqual(["viewing"]);
  now = 60_000;
  board.fade();
  expect(board.of("conversation:1")).toEqual([]);
});

test("somebody who leaves is gone at once, and nobody stands there twice", () => {
  const board = new PresenceBoard(() => 0);
  board.hear({ t: "lane", topic: "conversation:1", user: amira, state: "viewing" });
  board.hear({ t: "lane", topic: "conversation:1", user: amira, state: "typing" });
  expect(board.of("conversation:1")).toHaveLength(1);
  board.hear({ t: "lane", topic: "conversation:1", user: amira, state: "idle" });
  expect(board.of("conversation:1")).toEqual([]);
});
