/** Times as people say them, in their language and zone. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
}

/** "3 min. ago", "in 2 hr.", "yesterday"; "now" under a minute. */
export function relativeTime(
  at: number,
  now: number,
  locale: string,
  style: "short" | "narrow" | "long" = "short",
): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style });
  const away = at - now;
  const size = Math.abs(away);
  if (size < MINUTE) return format.format(0, "second");
  if (size < HOUR) return format.format(Math.trunc(away / MINUTE), "minute");
  if (size < DAY) return format.format(Math.trunc(away / HOUR), "hour");
  if (size < 30 * DAY) return format.format(Math.trunc(away / DAY), "day");
  if (size < 365 * DAY) return format.format(Math.trunc(away / (30 * DAY)), "month");
  return format.format(Math.trunc(away / (365 * DAY)), "year");
}

/** For dense lists: the clock today, the weekday this week, the date before that. */
export function shortTime(at: number, now: number, locale: string, timeZone?: string): string {
  const zone = timeZone ? { timeZone } : {};
  if (dayKey(at, timeZone) === dayKey(now, timeZone))
    return formatter(locale, { hour: "numeric", minute: "2-digit", ...zone }).format(at);
  if (Math.abs(now - at) < 6 * DAY) return formatter(locale, { weekday: "short", ...zone }).format(at);
  const thisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return formatter(locale, {
    day: "numeric",
    month: "short",
    ...(thisYear ? {} : { year: "numeric" }),
    ...zone,
  }).format(at);
}

export function fullTime(at: number, locale: string, timeZone?: string): string {
  return formatter(locale, { dateStyle: "full", timeStyle: "short", ...(timeZone ? { timeZone } : {}) }).format(at);
}

export function clockTime(at: number, locale: string, timeZone?: string): string {
  return formatter(locale, { hour: "numeric", minute: "2-digit", ...(timeZone ? { timeZone } : {}) }).format(at);
}

/** The heading above the entries of one day. */
export function dayName(at: number, now: number, locale: string, timeZone?: string): string {
  const zone = timeZone ? { timeZone } : {};
  const days = Math.round((dayStart(at, timeZone) - dayStart(now, timeZone)) / DAY);
  if (days === 0 || days === -1) return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
  const thisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const options: Intl.DateTimeFormatOptions = { weekday: "long", day: "numeric", month: "long", ...zone };
  return formatter(locale, thisYear ? options : { ...options, year: "numeric" }).format(at);
}

/** One value per calendar day in a zone: "2026-03-09". */
export function dayKey(at: number, timeZone?: string): string {
  return formatter("en-CA", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    ...(timeZone ? { timeZone } : {}),
  }).format(at);
}

function dayStart(at: number, timeZone?: string): number {
  return Date.parse(`${dayKey(at, timeZone)}T00:00:00Z`);
}
