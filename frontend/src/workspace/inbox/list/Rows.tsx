import type { ConversationRow } from "@kernel/api/types";
import { Plural, useLingui } from "@lingui/react/macro";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowUp } from "lucide-react";
import { useEffect, useRef } from "react";
import { usePreferences } from "../../session/preferences";
import { Button } from "../../ui/Button";
import { cx } from "../../ui/cx";
import { Row } from "./Row";
import styles from "./Rows.module.css";
import { useSteadyScroll } from "./useSteadyScroll";

type Props = {
  rows: ConversationRow[];
  openId: string | null;
  onOpen: (id: string) => void;
  more: boolean;
  onMore: () => void;
  stale: boolean;
};

const ROW_HEIGHT = { comfortable: 96, compact: 66 };

/** Only the rows in sight exist; all have one height, so that thousands scroll as lightly as ten. */
export function Rows({ rows, openId, onOpen, more, onMore, stale }: Props) {
  const { t } = useLingui();
  const { density } = usePreferences();
  const height = ROW_HEIGHT[density];
  const viewport = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => height,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 6,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another density is another height
  useEffect(() => virtual.measure(), [virtual, height]);
  const arrived = useSteadyScroll(viewport, rows, height);

  // Another search or filter begins at its top.
  const wasStale = useRef(stale);
  useEffect(() => {
    if (wasStale.current && !stale) viewport.current?.scrollTo({ top: 0 });
    wasStale.current = stale;
  }, [stale]);

  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= rows.length - 10) onMore();
  }, [more, last, rows.length, onMore]);

  const openIndex = rows.findIndex(({ id }) => id === openId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows what is opened, not what arrives above it
  useEffect(() => {
    if (openIndex >= 0) virtual.scrollToIndex(openIndex, { align: "auto" });
  }, [openId]);

  return (
    <>
      {arrived.count > 0 && (
        <Button look="primary" size="small" icon={<ArrowUp />} className={styles.arrived} onClick={arrived.show}>
          <Plural value={arrived.count} one="# new" other="# new" />
        </Button>
      )}
      <div ref={viewport} className={cx(styles.viewport, stale && styles.stale)}>
        <ul aria-label={t`Conversations`} className={styles.rows} style={{ blockSize: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <li
                key={item.key}
                className={styles.slot}
                style={{ transform: `translateY(${item.start}px)`, blockSize: height }}
                aria-setsize={rows.length}
                aria-posinset={item.index + 1}
              >
                <Row row={row} open={row.id === openId} compact={density === "compact"} onOpen={onOpen} />
              </li>
            );
          })}
        </ul>
      </div>
    </>
  );
}
