import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { useConversationList } from "../../data/conversations";
import { useCommands } from "../../keyboard/commands";
import { ErrorState, Skeleton } from "../../ui/States";
import type { Place } from "../place";
import styles from "./ConversationList.module.css";
import { EmptyList } from "./EmptyList";
import { ListHeader } from "./ListHeader";
import { Rows } from "./Rows";

export function ConversationList({ place }: { place: Place }) {
  const { t } = useLingui();
  const list = useConversationList(place.filters);
  const { rows } = list;
  const search = useRef<HTMLInputElement>(null);
  const index = rows.findIndex(({ id }) => id === place.openId);
  // When the open conversation leaves the list (resolved, moved on), the next one is the row now in its place.
  const lastIndex = useRef(0);
  useEffect(() => {
    if (index >= 0) lastIndex.current = index;
  }, [index]);

  const move = (step: number) => {
    const from = index >= 0 ? index + step : place.openId ? lastIndex.current + (step > 0 ? 0 : -1) : 0;
    const next = rows[Math.max(0, Math.min(rows.length - 1, from))];
    if (next) place.open(next.id);
  };
  useCommands([
    { id: "next", label: t`Next conversation`, group: "list", keys: "j", hidden: true, run: () => move(1) },
    { id: "previous", label: t`Previous conversation`, group: "list", keys: "k", hidden: true, run: () => move(-1) },
    { id: "search", label: t`Search in this list`, group: "list", keys: "/", run: () => search.current?.focus() },
    { id: "close", label: t`Close the conversation`, group: "list", keys: "escape", hidden: true, run: place.close },
  ]);

  return (
    <>
      <ListHeader place={place} searchField={search} />
      <div className={styles.body} aria-busy={list.isFetching}>
        {list.isPending ? (
          <Skeleton rows={7} />
        ) : list.isError && rows.length === 0 ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : rows.length === 0 ? (
          <EmptyList place={place} />
        ) : (
          <Rows
            rows={rows}
            openId={place.openId}
            onOpen={place.open}
            more={list.hasNextPage && !list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
            stale={list.isPlaceholderData}
          />
        )}
      </div>
    </>
  );
}
