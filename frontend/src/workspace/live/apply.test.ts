import { expect, test } from "vitest";
import { keysTouchedBy } from "./apply";

test("an event about a conversation makes it, its timeline, the lists and the counters stale", () => {
  expect(keysTouchedBy("conversation:c1", "inbox.reply_added")).toEqual([
    ["conversation", "c1"],
    ["timeline", "c1"],
    ["conversations"],
    ["counters"],
  ]);
});

test("what happens to a person shows wherever that person stands", () => {
  expect(keysTouchedBy("person:p1", "people.person_merged")).toContainEqual(["person", "p1"]);
  expect(keysTouchedBy("person:p1", "people.person_merged")).toContainEqual(["conversations"]);
});

test("a new grant opens inboxes at once", () => {
  expect(keysTouchedBy("user:u1", "access.grants_changed")).toContainEqual(["inboxes"]);
});

test("what comes into the review queue, or leaves it, is counted anew", () => {
  expect(keysTouchedBy("review:i1", "moderation.item_opened")).toEqual([["review"]]);
  expect(keysTouchedBy("run:r1", "moderation.run_advanced")).toEqual([["review"]]);
});

test("an event of a later release touches nothing", () => {
  expect(keysTouchedBy("galaxy:1", "galaxy.moved")).toEqual([]);
});
