import type { PersonEvent } from "@kernel/api/types";
import { useLingui } from "@lingui/react/macro";
import { CheckCircle2, Inbox, Merge, MessageCircleQuestion, MessagesSquare, StickyNote } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { usePersonTimeline } from "../../data/people";
import { Button } from "../../ui/Button";
import { cx } from "../../ui/cx";
import { ErrorState, Skeleton } from "../../ui/States";
import { Time } from "../../ui/Time";
import styles from "./PersonPanel.module.css";

const ICONS: Record<string, ReactNode> = {
  topic: <MessageCircleQuestion />,
  post: <MessagesSquare />,
  solution: <CheckCircle2 />,
  conversation: <Inbox />,
  note: <StickyNote />,
  merge: <Merge />,
};

/** What this person did, in the community and the inbox alike. */
export function PersonTimeline({
  personId,
  conversationId,
}: {
  personId: string;
  conversationId?: string | undefined;
}) {
  const { t } = useLingui();
  const timeline = usePersonTimeline(personId);
  if (timeline.isPending) return <Skeleton rows={3} kind="line" />;
  if (timeline.isError) return <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />;
  if (timeline.events.length === 0) return <p className={styles.none}>{t`Nothing yet`}</p>;
  return (
    <>
      <ol className={styles.events}>
        {timeline.events.map((event) => (
          <Line
            key={`${event.kind}/${event.at}/${event.url ?? ""}`}
            event={event}
            here={event.conversation_id !== null && event.conversation_id === conversationId}
          />
        ))}
      </ol>
      {timeline.hasNextPage && (
        <Button
          size="small"
          look="quiet"
          disabled={timeline.isFetchingNextPage}
          onClick={() => void timeline.fetchNextPage()}
        >
          {t`Show more`}
        </Button>
      )}
    </>
  );
}

function Line({ event, here }: { event: PersonEvent; here: boolean }) {
  const { t } = useLingui();
  const names: Record<string, string> = {
    topic: t`Asked in the community`,
    post: t`Wrote in the community`,
    solution: t`Solved a question`,
    conversation: t`Conversation`,
    note: t`Note`,
    merge: t`Merged`,
  };
  const name = names[event.kind] ?? event.kind;
  return (
    <li className={styles.event}>
      <span aria-hidden="true" className={cx(styles.mark, event.kind === "solution" && styles.solved)}>
        {ICONS[event.kind] ?? <MessagesSquare />}
      </span>
      <div className={styles.what}>
        <Title event={event} fallback={name} here={here} />
        {event.excerpt && event.excerpt !== event.title && (
          <p className={styles.excerpt} dir="auto">
            {event.excerpt}
          </p>
        )}
        <p className={styles.when}>
          {name} · <Time at={event.at} />
        </p>
      </div>
    </li>
  );
}

function Title({ event, fallback, here }: { event: PersonEvent; fallback: string; here: boolean }) {
  const text = event.title || fallback;
  if (here) {
    return (
      <strong className={styles.here} dir="auto">
        {text}
      </strong>
    );
  }
  if (event.conversation_id) {
    return (
      <Link href={`/view/open/c/${event.conversation_id}`} dir="auto">
        {text}
      </Link>
    );
  }
  if (event.url) {
    return (
      <a href={event.url} target="_blank" rel="noreferrer" dir="auto">
        {text}
      </a>
    );
  }
  return <strong dir="auto">{text}</strong>;
}
