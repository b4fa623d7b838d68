import { announce } from "@kernel/a11y/announce";
import { useLingui } from "@lingui/react/macro";
import { X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Button, IconButton } from "./Button";
import { cx } from "./cx";
import styles from "./Toasts.module.css";

type Toast = { id: number; text: string; tone: "calm" | "bad"; action?: { label: string; run: () => void } };

let toasts: Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** A short notice in the corner; one with an action stays longer, so that it can be reached. */
export function toast(text: string, options: { tone?: Toast["tone"]; action?: Toast["action"] } = {}): void {
  lastId += 1;
  const id = lastId;
  const made: Toast = { id, text, tone: options.tone ?? "calm" };
  if (options.action) made.action = options.action;
  set([...toasts.slice(-2), made]);
  announce(text);
  window.setTimeout(() => dismiss(id), options.action ? 10_000 : 5_000);
}

function dismiss(id: number): void {
  set(toasts.filter((item) => item.id !== id));
}

export function Toasts() {
  const { t } = useLingui();
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  if (shown.length === 0) return null;
  return (
    <section aria-label={t`Notices`} className={styles.stack}>
      {shown.map(({ id, text, tone, action }) => (
        <div key={id} className={cx(styles.toast, tone === "bad" && styles.bad)}>
          <span className={styles.text}>{text}</span>
          {action && (
            <Button
              look="quiet"
              size="small"
              className={styles.action}
              onClick={() => {
                dismiss(id);
                action.run();
              }}
            >
              {action.label}
            </Button>
          )}
          <IconButton label={t`Close`} className={styles.close} onClick={() => dismiss(id)}>
            <X />
          </IconButton>
        </div>
      ))}
    </section>
  );
}
