import { announce } from "@kernel/a11y/announce";
import { Plural, useLingui } from "@lingui/react/macro";
import { MessageCircleWarning } from "lucide-react";
import { useEffect } from "react";
import { discard, type Outgoing, sendAnyway } from "../../data/outbox";
import { Button } from "../../ui/Button";
import { MessageEntry } from "../conversation/MessageEntry";
import { Prose } from "../conversation/Prose";
import { restoreDraft } from "./drafts";
import { focusComposer } from "./focus";
import styles from "./StalePanel.module.css";

/** Somebody wrote in the meantime: show what, keep the answer, and let the agent decide. */
export function StalePanel({ item }: { item: Outgoing }) {
  const { t } = useLingui();
  const count = item.missed.length;
  useEffect(() => announce(t`Your reply was not sent yet: there are newer messages`), [t]);
  const edit = () => {
    discard(item.id);
    restoreDraft(item.conversation, item.kind, item.body);
    focusComposer(item.kind);
  };
  return (
    <section className={styles.panel} aria-label={t`Newer messages`}>
      <header className={styles.header}>
        <MessageCircleWarning aria-hidden="true" />
        <div>
          <strong>
            <Plural
              value={count}
              one="A message arrived while you were writing"
              other="# messages arrived while you were writing"
            />
          </strong>
          <p>{t`Your reply is kept and has not been sent. Does it still fit?`}</p>
        </div>
      </header>
      <div className={styles.missed}>
        {item.missed.map((entry) => (
          <MessageEntry key={entry.id} entry={entry} follows={false} isCustomer={false} />
        ))}
      </div>
      <div className={styles.own}>
        <strong>{t`Your reply`}</strong>
        <Prose html="" text={item.body} />
      </div>
      <footer className={styles.actions}>
        <Button look="quiet" onClick={() => discard(item.id)}>
          {t`Discard`}
        </Button>
        <Button onClick={() => void sendAnyway(item.id)}>{t`Send as it is`}</Button>
        <Button look="primary" onClick={edit}>
          {t`Edit the reply`}
        </Button>
      </footer>
    </section>
  );
}
