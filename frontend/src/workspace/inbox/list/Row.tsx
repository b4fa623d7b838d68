import type { ConversationRow } from "@kernel/api/types";
import { useLingui } from "@lingui/react/macro";
import { AtSign, ChevronsUp, CornerUpLeft, Flame, MessagesSquare, Webhook } from "lucide-react";
import { memo } from "react";
import { PRIORITY_NAMES, SOURCE_NAMES } from "../../shell/names";
import { Avatar, PersonAvatar } from "../../ui/Avatar";
import { HueChip } from "../../ui/Chip";
import { cx } from "../../ui/cx";
import { Time } from "../../ui/Time";
import styles from "./Row.module.css";
import { Waiting } from "./Waiting";

type Props = { row: ConversationRow; open: boolean; compact: boolean; onOpen: (id: string) => void };

export const Row = memo(function Row({ row, open, compact, onOpen }: Props) {
  const { i18n, t } = useLingui();
  const priority = PRIORITY_NAMES[row.priority];
  return (
    <button
      type="button"
      className={cx(styles.row, open && styles.open, row.unread && styles.unread, compact && styles.compact)}
      aria-current={open || undefined}
      onClick={() => onOpen(row.id)}
    >
      <PersonAvatar person={row.customer} size={compact ? "small" : "normal"} className={styles.avatar} />
      <span className={styles.main}>
        <span className={styles.top}>
          <span className={styles.name} dir="auto">
            {row.customer.name}
          </span>
          <SourceIcon kind={row.source.kind} />
          {(row.priority === "urgent" || row.priority === "high") && (
            <span className={cx(styles.priority, row.priority === "urgent" && styles.urgent)} title={i18n._(priority)}>
              {row.priority === "urgent" ? <Flame /> : <ChevronsUp />}
              <span className="visually-hidden">{i18n._(priority)}</span>
            </span>
          )}
          <Time at={row.last_message_at} look="short" className={styles.time} />
        </span>
        <span className={styles.subject} dir="auto">
          {row.subject}
        </span>
        {!compact && (
          <span className={styles.preview} dir="auto">
            {row.last_message_direction === "out" && (
              <CornerUpLeft aria-label={t`You answered:`} className={styles.answered} />
            )}
            {row.last_message_preview}
          </span>
        )}
        {!compact && (
          <span className={styles.tags}>
            {row.waiting_since && <Waiting since={row.waiting_since} />}
            {row.labels.slice(0, 2).map((label) => (
              <HueChip key={label.id} hue={label.hue}>
                {label.name}
              </HueChip>
            ))}
            {row.labels.length > 2 && <span className={styles.more}>+{row.labels.length - 2}</span>}
            <span className={styles.space} />
            {row.assignee && (
              <span title={t`Assigned to ${row.assignee.name}`} className={styles.assignee}>
                <Avatar name={row.assignee.name} hue={row.assignee.avatar_hue} size="tiny" />
                <span className="visually-hidden">{t`Assigned to ${row.assignee.name}`}</span>
              </span>
            )}
          </span>
        )}
      </span>
      {row.unread && <span className="visually-hidden">{t`Unread`}</span>}
    </button>
  );
});

function SourceIcon({ kind }: { kind: string }) {
  const { i18n } = useLingui();
  const name = SOURCE_NAMES[kind];
  const Icon = kind === "community_topic" ? MessagesSquare : kind === "imported_tweets" ? AtSign : Webhook;
  return (
    <span className={styles.source} title={name ? i18n._(name) : kind}>
      <Icon aria-hidden="true" />
    </span>
  );
}
