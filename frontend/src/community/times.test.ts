import { describe, expect, it } from "vitest";
import { relative } from "./times";

const now = new Date("2026-11-22T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);

describe("a time on a page", () => {
  it.each([
    [5, "this minute"],
    [150, "2 minutes ago"],
    [3 * 3_600 + 60, "3 hours ago"],
    [26 * 3_600, "yesterday"],
    [-150, "in 3 minutes"],
    [1 - 48 * 3_600, "in 2 days"],
  ])("of %d seconds ago reads %s", (seconds, text) => {
    expect(relative(ago(seconds), now, "en")).toBe(text);
  });

  it("keeps its date after a week", () => expect(relative(ago(8 * 86_400), now, "en")).toBeNull());
  it("speaks the page's language", () => expect(relative(ago(3 * 3_600), now, "de")).toBe("vor 3 Stunden"));
});
