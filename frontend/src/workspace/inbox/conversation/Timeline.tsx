import type { Conversation, Entry } from "@kernel/api/types";
import { dayKey, dayName } from "@kernel/i18n/time";
import { useLingui } from "@lingui/react/macro";
import { ArrowDown } from "lucide-react";
import { Fragment, useEffect, useRef } from "react";
import type { useTimeline } from "../../data/conversations";
import { useOutbox } from "../../data/outbox";
import { Button } from "../../ui/Button";
import { useNow } from "../../ui/now";
import { EventLine } from "./EventLine";
import { MessageEntry } from "./MessageEntry";
import { OutgoingEntry } from "./OutgoingEntry";
import styles from "./Timeline.module.css";
import { TypingLine } from "./TypingLine";
import { useStickToEnd } from "./useStickToEnd";

type Props = {
  conversation: Conversation;
  timeline: ReturnType<typeof useTimeline>;
  onBottom: (atBottom: boolean) => void;
};

export function Timeline({ conversation, timeline, onBottom }: Props) {
  const { t } = useLingui();
  const viewport = useRef<HTMLDivElement>(null);
  const { entries } = timeline;
  const known = new Set(entries.map(({ id }) => id));
  const outgoing = useOutbox(conversation.id).filter((item) => item.state !== "stale" && !known.has(item.id));
  const { atEnd, toEnd } = useStickToEnd(viewport, entries, outgoing.length);
  useEffect(() => onBottom(atEnd), [atEnd, onBottom]);

  return (
    <div className={styles.frame}>
      <div
        ref={viewport}
        className={styles.viewport}
        role="log"
        aria-label={t`Messages`}
        aria-live="polite"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable without a mouse
        tabIndex={0}
      >
        <div className={styles.content}>
          {timeline.hasNextPage && (
            <Button
              size="small"
              className={styles.older}
              disabled={timeline.isFetchingNextPage}
              onClick={() => void timeline.fetchNextPage()}
            >
              {t`Show earlier messages`}
            </Button>
          )}
          <Entries entries={entries} customerId={conversation.customer.id} />
          {outgoing.map((item) => (
            <OutgoingEntry key={item.id} item={item} />
          ))}
        </div>
      </div>
      {!atEnd && (
        <Button size="small" className={styles.jump} icon={<ArrowDown />} onClick={toEnd}>
          {t`To the newest`}
        </Button>
      )}
      <TypingLine conversation={conversation.id} />
    </div>
  );
}

function Entries({ entries, customerId }: { entries: Entry[]; customerId: string }) {
  const { i18n } = useLingui();
  const now = useNow();
  return entries.map((entry, index) => {
    const at = Date.parse(entry.at);
    const before = entries[index - 1];
    const newDay = !before || dayKey(Date.parse(before.at)) !== dayKey(at);
    const follows =
      !newDay &&
      before?.kind === entry.kind &&
      before.author?.id === entry.author?.id &&
      before.direction === entry.direction;
    return (
      <Fragment key={entry.id}>
        {newDay && (
          <p className={styles.day}>
            <time dateTime={dayKey(at)}>{dayName(at, now, i18n.locale)}</time>
          </p>
        )}
        {entry.kind === "event" ? (
          <EventLine entry={entry} />
        ) : (
          <MessageEntry entry={entry} follows={follows} isCustomer={entry.author?.id === customerId} />
        )}
      </Fragment>
    );
  });
}
