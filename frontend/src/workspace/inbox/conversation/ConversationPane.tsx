import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useConversation, useTimeline } from "../../data/conversations";
import { useTopic } from "../../live/live";
import { setPreferences, usePreferences } from "../../session/preferences";
import { Drawer } from "../../shell/Drawer";
import { useMedia, WIDE } from "../../ui/media";
import { ErrorState, Skeleton } from "../../ui/States";
import { ActionSheets, type SheetName } from "../actions/ActionSheets";
import { Composer } from "../composer/Composer";
import { PersonPanel } from "../person/PersonPanel";
import { ConversationHeader } from "./ConversationHeader";
import styles from "./ConversationPane.module.css";
import { Timeline } from "./Timeline";
import { useConversationCommands } from "./useConversationCommands";
import { useReading } from "./useReading";

export function ConversationPane({ id, onBack }: { id: string; onBack: () => void }) {
  const { t } = useLingui();
  const conversation = useConversation(id);
  const timeline = useTimeline(id);
  const [sheet, setSheet] = useState<SheetName | null>(null);
  const [drawer, setDrawer] = useState(false);
  const { panel } = usePreferences();
  const wide = useMedia(WIDE);
  const reading = useReading(id, conversation.data, timeline.entries);
  useTopic(`conversation:${id}`);
  useConversationCommands(conversation.data, setSheet);

  if (conversation.isError && !conversation.data) {
    return <ErrorState error={conversation.error} onRetry={() => void conversation.refetch()} />;
  }
  const row = conversation.data;
  const person = row && <PersonPanel personId={row.customer.id} conversationId={id} />;
  return (
    <div className={styles.pane}>
      <article className={styles.middle} aria-label={row?.subject ?? t`Conversation`}>
        <ConversationHeader
          row={row}
          onBack={onBack}
          onSheet={setSheet}
          panelOpen={wide ? panel : drawer}
          onPanel={() => (wide ? setPreferences({ panel: !panel }) : setDrawer(true))}
        />
        {timeline.isPending || !row ? (
          timeline.isError ? (
            <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />
          ) : (
            <Skeleton rows={4} kind="message" />
          )
        ) : (
          <Timeline conversation={row} timeline={timeline} onBottom={reading.setAtBottom} />
        )}
        {row && <Composer conversation={row} seenSeq={reading.seenSeq} />}
      </article>
      {wide && panel && row && (
        <aside className={styles.side} aria-label={t`Customer`}>
          {person}
        </aside>
      )}
      {!wide && drawer && (
        <Drawer side="end" label={t`Customer`} onClose={() => setDrawer(false)}>
          {person}
        </Drawer>
      )}
      {row && sheet && <ActionSheets name={sheet} conversation={row} onClose={() => setSheet(null)} />}
    </div>
  );
}
