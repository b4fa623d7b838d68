import { expect, test } from "vitest";
import { dayKey, dayName, relativeTime, shortTime } from "./time";

const NOW = Date.parse("2026-03-09T12:00:00Z");
const ago = (minutes: number) => NOW - minutes * 60_000;

test.each([
  ["en", 0, "now"],
  ["en", 3, "3 min. ago"],
  ["en", 60 * 25, "yesterday"],
  ["de", 5, "vor 5 Min."],
  ["ja", 120, "2 時間前"],
])("relative time in %s, %i minutes ago", (locale, minutes, text) => {
  expect(relativeTime(ago(minutes), NOW, locale)).toBe(text);
});

test("a list shows the clock today, the weekday this week, else the date", () => {
  expect(shortTime(ago(30), NOW, "en-GB", "UTC")).toBe("11:30");
  expect(shortTime(ago(60 * 48), NOW, "en-GB", "UTC")).toBe("Sat");
  expect(shortTime(ago(60 * 24 * 40), NOW, "en-GB", "UTC")).toBe("28 Jan");
});

test("days follow the viewer's zone, not the machine's", () => {
  const at = Date.parse("2026-03-08T23:30:00Z");
  expect(dayKey(at, "UTC")).toBe("2026-03-08");
  expect(dayKey(at, "Europe/Berlin")).toBe("2026-03-09");
  expect(dayName(at, NOW, "en", "UTC")).toBe("yesterday");
  expect(dayName(at, NOW, "en", "Europe/Berlin")).toBe("today");
});
