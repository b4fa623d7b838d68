import type { Conversation, Status } from "@kernel/api/types";
import { fullTime } from "@kernel/i18n/time";
import { useLingui } from "@lingui/react/macro";
import { STATUS_NAMES } from "../../shell/names";
import { Chip, type Tone } from "../../ui/Chip";
import { Time } from "../../ui/Time";

const TONES: Record<Status, Tone> = {
  open: "accent",
  pending: "warn",
  snoozed: "neutral",
  resolved: "good",
  spam: "bad",
};

export function StatusChip({ row }: { row: Conversation }) {
  const { i18n } = useLingui();
  const until = row.status === "snoozed" ? row.snoozed_until : null;
  return (
    <span title={until ? fullTime(Date.parse(until), i18n.locale) : undefined}>
      <Chip tone={TONES[row.status]}>
        {i18n._(STATUS_NAMES[row.status])}
        {until && <Time at={until} />}
      </Chip>
    </span>
  );
}
