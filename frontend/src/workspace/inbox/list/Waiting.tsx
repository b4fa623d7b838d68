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

export function lengthOf(hours: number, locale: string): string {
  const [value, unit] = hours < 1 ? [hours * 60, "minute"] : hours < 48 ? [hours, "hour"] : [hours / 24, "day"];
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: unit as string,
    unitDisplay: "narrow",
    maximumFractionDigits: 0,
  }).format(Math.floor(value as number));
}
