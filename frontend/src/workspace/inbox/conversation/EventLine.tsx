import type { Entry } from "@kernel/api/types";
import { clockTime, fullTime } from "@kernel/i18n/time";
import { useLingui } from "@lingui/react/macro";
import {
  ArrowRightLeft,
  CheckCircle2,
  CircleDot,
  FolderInput,
  Import,
  RotateCcw,
  Signal,
  Sparkles,
  Tag,
  UserRoundCheck,
} from "lucide-react";
import type { ReactNode } from "react";
import styles from "./EventLine.module.css";
import { EventSentence } from "./EventSentence";

const ICONS: Record<string, ReactNode> = {
  assigned: <UserRoundCheck />,
  handed_off: <ArrowRightLeft />,
  status_changed: <CircleDot />,
  priority_changed: <Signal />,
  labelled: <Tag />,
  moved: <FolderInput />,
  created: <Sparkles />,
  imported: <Import />,
  reopened: <RotateCcw />,
  solved: <CheckCircle2 />,
};

/** Something that was done, as one small sentence in the reader's language; a hand-off shows what the next team must know. */
export function EventLine({ entry }: { entry: Entry }) {
  const { i18n, t } = useLingui();
  const at = Date.parse(entry.at);
  const summary = entry.code === "handed_off" && typeof entry.data.summary === "string" ? entry.data.summary : "";
  return (
    <div className={styles.event}>
      <p className={styles.line}>
        <span aria-hidden="true" className={styles.icon}>
          {ICONS[entry.code ?? ""] ?? <CircleDot />}
        </span>
        <span>
          <EventSentence entry={entry} />
        </span>
        <time dateTime={entry.at} title={fullTime(at, i18n.locale)} className={styles.time}>
          {clockTime(at, i18n.locale)}
        </time>
      </p>
      {summary && (
        <blockquote className={styles.summary} aria-label={t`What the next team must know`} dir="auto">
          {summary}
        </blockquote>
      )}
    </div>
  );
}
