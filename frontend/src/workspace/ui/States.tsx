import { ApiError, NetworkError } from "@kernel/api/errors";
import { Trans, useLingui } from "@lingui/react/macro";
import { RotateCw, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./Button";
import styles from "./States.module.css";

/** Nothing is here, and that is fine: what it means and what to do next. */
export function EmptyState({ icon, title, children }: { icon: ReactNode; title: string; children?: ReactNode }) {
  return (
    <div className={styles.state}>
      <span aria-hidden="true" className={styles.icon}>
        {icon}
      </span>
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
    </div>
  );
}

/** It did not work: why, in words, and a way to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useLingui();
  const offline = error instanceof NetworkError;
  const gone = error instanceof ApiError && error.status === 404;
  const refused = error instanceof ApiError && error.status === 403;
  const title = offline
    ? t`No connection`
    : gone
      ? t`This is not here`
      : refused
        ? t`This is not open to you`
        : t`This did not work`;
  return (
    <div className={styles.state} role="alert">
      <span aria-hidden="true" className={styles.icon}>
        <WifiOff />
      </span>
      <p className={styles.title}>{title}</p>
      <p className={styles.text}>
        {offline ? (
          <Trans>It will be fetched as soon as you are back online.</Trans>
        ) : gone ? (
          <Trans>It may have moved to an inbox that you cannot see.</Trans>
        ) : refused ? (
          <Trans>Ask an administrator if you need it.</Trans>
        ) : (
          <Trans>Nothing of yours is lost. Try again in a moment.</Trans>
        )}
      </p>
      {!gone && !refused && (
        <Button icon={<RotateCw />} onClick={onRetry}>
          {t`Try again`}
        </Button>
      )}
    </div>
  );
}

/** Grey shapes where rows will be. */
export function Skeleton({ rows, kind = "row" }: { rows: number; kind?: "row" | "message" | "line" }) {
  const { t } = useLingui();
  return (
    <div className={styles.skeleton} role="status" aria-label={t`Loading`}>
      {Array.from({ length: rows }, (_, index) => `bone-${index}`).map((key) => (
        <div key={key} className={styles[kind]} aria-hidden="true">
          {kind !== "line" && <span className={styles.round} />}
          <span className={styles.bars}>
            <span />
            <span />
            {kind === "message" && <span />}
          </span>
        </div>
      ))}
    </div>
  );
}
