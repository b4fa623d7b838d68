import { useLingui } from "@lingui/react/macro";
import { Hourglass } from "lucide-react";
import { Chip, type Tone } from "../../ui/Chip";
import { useNow } from "../../ui/now";

const HOUR = 3_600_000;

/** How long the customer has been waiting for an answer; warmer the longer it gets. */
export function Waiting({ since }: { since: string }) {
  const { i18n, t } = useLingui();
  const hours = Math.max(0, useNow() - Date.parse(since)) / HOUR;
  const tone: Tone = hours >= 24 ? "bad" : hours >= 4 ? "warn" : "neutral";
  const length = lengthOf(hours, i18n.locale);
  return (
    <span title={t`Waiting for an answer: ${length}`}>
      <Chip tone={tone} icon={<Hourglass aria-hidden="true" />}>
        {length}
        <span className="visually-hidden">{t`waiting`}</span>
      </Chip>
    </span>
  );
}

/** "12m", "5h", "3d", "2y": one figure is enough to choose by. */
export function lengthOf(hours: number, locale: string): string {
  const [value, unit] = figure(hours);
  const format = new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay: "narrow",
    maximumFractionDigits: 0,
  });
  return format.format(Math.floor(value));
}

function figure(hours: number): [number, string] {
  if (hours < 1) return [hours * 60, "minute"];
  if (hours < 48) return [hours, "hour"];
  return hours < 24 * 365 ? [hours / 24, "day"] : [hours / 24 / 365, "year"];
}
