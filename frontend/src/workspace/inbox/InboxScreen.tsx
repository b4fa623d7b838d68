import { Trans, useLingui } from "@lingui/react/macro";
import { MessageSquareText } from "lucide-react";
import { Keys } from "../keyboard/Keys";
import { PHONE, useMedia } from "../ui/media";
import { EmptyState } from "../ui/States";
import { ConversationPane } from "./conversation/ConversationPane";
import styles from "./InboxScreen.module.css";
import { ConversationList } from "./list/ConversationList";
import { usePlace } from "./place";

type Props = { kind: string; placeKey: string; openId: string | null };

export function InboxScreen({ kind, placeKey, openId }: Props) {
  const { t } = useLingui();
  const place = usePlace(kind, placeKey, openId);
  const phone = useMedia(PHONE);
  return (
    <div className={styles.panes}>
      {(!phone || !openId) && (
        <section className={styles.list} aria-label={t`Conversation list`}>
          <ConversationList key={`${kind}/${placeKey}`} place={place} />
        </section>
      )}
      {(!phone || openId) && (
        <section className={styles.conversation} aria-label={t`Conversation`}>
          {openId ? (
            <ConversationPane key={openId} id={openId} onBack={place.close} />
          ) : (
            <EmptyState icon={<MessageSquareText />} title={t`No conversation is open`}>
              <Trans>
                Choose one from the list, or move with <Keys keys="j" /> and <Keys keys="k" />.
              </Trans>
            </EmptyState>
          )}
        </section>
      )}
    </div>
  );
}
