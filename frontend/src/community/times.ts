/** "3 hours ago" or "in 2 days" for what is less than a week away; the page itself names the day, and the title the minute. */
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

const formats = new Map<string, Intl.RelativeTimeFormat>();

/** One for all times of a page: making one is the dearest part of a list on a slow phone. */
function formatOf(locale: string | undefined): Intl.RelativeTimeFormat {
  const known = formats.get(locale ?? "");
  const format = known ?? new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (!known) formats.set(locale ?? "", format);
  return format;
}

export function relative(at: Date, now: Date, locale: string | undefined): string | null {
  const seconds = (now.getTime() - at.getTime()) / 1_000;
  const away = Math.abs(seconds);
  if (!(away < 7 * 86_400)) return null;
  const format = formatOf(locale);
  const told = (size: number) => (seconds < 0 ? Math.round(away / size) : -Math.floor(away / size));
  for (const [unit, size] of STEPS) if (away >= size) return format.format(told(size), unit);
  return format.format(0, "minute");
}

export function softenTimes(root: ParentNode): void {
  const locale = document.documentElement.lang || undefined;
  for (const element of root.querySelectorAll<HTMLTimeElement>("time[datetime]")) {
    const text = relative(new Date(element.dateTime), new Date(), locale);
    if (text) element.textContent = text;
  }
}
