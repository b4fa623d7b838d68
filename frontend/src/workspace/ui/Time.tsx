import { fullTime, relativeTime, shortTime } from "@kernel/i18n/time";
import { useLingui } from "@lingui/react";
import { useNow } from "./now";

/** A moment, short to read and complete on hover; keeps up with the clock. */
export function Time({
  at,
  look = "relative",
  className,
}: {
  at: string;
  look?: "relative" | "short";
  className?: string | undefined;
}) {
  const { i18n } = useLingui();
  const now = useNow();
  const moment = Date.parse(at);
  const text = look === "short" ? shortTime(moment, now, i18n.locale) : relativeTime(moment, now, i18n.locale);
  return (
    <time dateTime={at} title={fullTime(moment, i18n.locale)} className={className}>
      {text}
    </time>
  );
}
