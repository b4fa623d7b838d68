import { useLingui } from "@lingui/react/macro";
import { Clock3, Lock, TriangleAlert } from "lucide-react";
import { discard, type Outgoing, retry } from "../../data/outbox";
import { useMe } from "../../session/me";
import { Avatar } from "../../ui/Avatar";
import { Button } from "../../ui/Button";
import { cx } from "../../ui/cx";
import { restoreDraft } from "../composer/drafts";
import styles from "./MessageEntry.module.css";
import own from "./OutgoingEntry.module.css";
import { Prose } from "./Prose";

/** A message that the server does not have yet, where it will stand. */
export function OutgoingEntry({ item }: { item: Outgoing }) {
  const { t } = useLingui();
  const { user } = useMe();
  const failed = item.state === "failed";
  return (
    <article
      className={cx(styles.entry, item.kind === "note" ? styles.note : styles.out, !failed && own.sending)}
      aria-label={user.name}
    >
      <Avatar name={user.name} hue={user.avatar_hue} className={styles.avatar} />
      <div className={styles.card}>
        <header className={styles.meta}>
          <strong className={styles.author} dir="auto">
            {user.name}
          </strong>
          {item.kind === "note" && (
            <span className={styles.private}>
              <Lock aria-hidden="true" />
              {t`Private note`}
            </span>
          )}
        </header>
        <Prose html="" text={item.body} />
        <footer className={styles.foot}>
          {failed ? (
            <span className={styles.failed} role="alert">
              <TriangleAlert aria-hidden="true" />
              {item.problem || t`Not sent`}
              <Button size="small" look="quiet" onClick={() => void retry(item.id)}>
                {t`Try again`}
              </Button>
              <Button
                size="small"
                look="quiet"
                onClick={() => {
                  discard(item.id);
                  restoreDraft(item.conversation, item.kind, item.body);
                }}
              >
                {t`Edit`}
              </Button>
            </span>
          ) : (
            <span className={own.state}>
              <Clock3 aria-hidden="true" />
              {item.state === "waiting" ? t`Sent when you are back online` : t`Sending`}
            </span>
          )}
        </footer>
      </div>
    </article>
  );
}
