import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Button } from "../ui/Button";
import { ErrorState, Skeleton } from "../ui/States";
import styles from "./Settings.module.css";

type List = {
  isPending: boolean;
  isError: boolean;
  error: unknown;
  refetch: () => unknown;
  hasNextPage?: boolean;
  isFetchingNextPage?: boolean;
  fetchNextPage?: () => unknown;
};

/** The frame of every list of the settings: loading, failed, empty, and more. */
export function ListCard({ list, empty, children }: { list: List; empty: string; children: ReactNode[] }) {
  const { t } = useLingui();
  if (list.isPending) return <Skeleton rows={4} />;
  if (list.isError && children.length === 0)
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <>
      <ul className={styles.card}>{children.length > 0 ? children : <li className={styles.none}>{empty}</li>}</ul>
      {list.hasNextPage && (
        <p className={styles.none}>
          <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage?.()}>
            {t`Show more`}
          </Button>
        </p>
      )}
    </>
  );
}
