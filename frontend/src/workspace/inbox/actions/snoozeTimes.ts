/** The moments one usually puts something off to, in the agent's own time. */
export type SnoozeKey = "later" | "tomorrow" | "weekend" | "week";
export type SnoozeTime = { key: SnoozeKey; at: Date };

const MORNING = 9;

export function snoozeTimes(now: Date): SnoozeTime[] {
  const later = new Date(now.getTime() + 3 * 3_600_000);
  later.setMinutes(0, 0, 0);
  const times: SnoozeTime[] = [
    { key: "later", at: later },
    { key: "tomorrow", at: morning(now, 1) },
    { key: "weekend", at: morning(now, daysUntil(now, 6)) },
    { key: "week", at: morning(now, daysUntil(now, 1)) },
  ];
  // "Tomorrow" and "next week" are one moment on a Sunday: say it once.
  return times.filter(({ at }, index) => times.findIndex((other) => other.at.getTime() === at.getTime()) === index);
}

/** Days until the next such weekday (0 is Sunday), never today. */
function daysUntil(now: Date, weekday: number): number {
  return ((weekday - now.getDay() + 6) % 7) + 1;
}

function morning(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
}
