import type { Entry } from "@kernel/api/types";
import { clockTime, fullTime } from "@kernel/i18n/time";
import { useLingui } from "@lingui/react/macro";
import { Check, Clock3, Lock, TriangleAlert } from "lucide-react";
import { Link } from "wouter";
import { VIA_NAMES } from "../../shell/names";
import { Avatar, PersonAvatar } from "../../ui/Avatar";
import { cx } from "../../ui/cx";
import styles from "./MessageEntry.module.css";
import { Prose } from "./Prose";

type Props = { entry: Entry; follows: boolean; isCustomer: boolean };

/** One message or note. Who wrote it shows by side, colour, picture and name, never by colour alone. */
export function MessageEntry({ entry, follows, isCustomer }: Props) {
  const { i18n, t } = useLingui();
  const author = entry.author?.name ?? t`Somebody`;
  const at = Date.parse(entry.at);
  const via = VIA_NAMES[entry.via ?? ""];
  const side = entry.kind === "note" ? styles.note : entry.direction === "out" ? styles.out : styles.in;
  return (
    <article className={cx(styles.entry, side, follows && styles.follows)} aria-label={author}>
      {follows ? <span className={styles.gap} /> : <EntryAvatar entry={entry} />}
      <div className={styles.card}>
        <header className={cx(styles.meta, follows && "visually-hidden")}>
          {entry.author ? (
            <Link href={`/people/${entry.author.id}`} className={styles.author} dir="auto">
              {author}
            </Link>
          ) : (
            <strong className={styles.author}>{author}</strong>
          )}
          {entry.kind === "note" && (
            <span className={styles.private}>
              <Lock aria-hidden="true" />
              {t`Private note`}
            </span>
          )}
          {entry.kind === "message" && isCustomer && <span className={styles.role}>{t`Customer`}</span>}
          {entry.kind === "message" && via && entry.direction === "in" && (
            <span className={styles.role}>{i18n._(via)}</span>
          )}
        </header>
        <Prose html={entry.body_html} text={entry.body_text} />
        <footer className={styles.foot}>
          <time dateTime={entry.at} title={fullTime(at, i18n.locale)}>
            {clockTime(at, i18n.locale)}
          </time>
          <Delivery entry={entry} />
        </footer>
      </div>
    </article>
  );
}

function EntryAvatar({ entry }: { entry: Entry }) {
  if (!entry.author) return <Avatar name="?" hue={0} className={styles.avatar} />;
  return <PersonAvatar person={entry.author} className={styles.avatar} />;
}

function Delivery({ entry }: { entry: Entry }) {
  const { t } = useLingui();
  if (entry.delivery === "sent") return <Check role="img" aria-label={t`Delivered`} />;
  if (entry.delivery === "queued") return <Clock3 role="img" aria-label={t`On its way`} />;
  if (entry.delivery === "failed") {
    return (
      <span className={styles.failed}>
        <TriangleAlert aria-hidden="true" />
        {t`Not delivered`}
      </span>
    );
  }
  return null;
}
