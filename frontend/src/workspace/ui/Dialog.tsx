import { useLingui } from "@lingui/react/macro";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "./Button";
import { cx } from "./cx";
import styles from "./Dialog.module.css";

type Props = {
  title: string;
  onClose: () => void;
  children: ReactNode;
  actions?: ReactNode;
  width?: "narrow" | "normal" | "wide";
  /** Draws its own header; the title is still what it is called. */
  bare?: boolean;
  onSubmit?: () => void;
};

/** The browser's own modal dialog: it keeps the focus inside, closes on Escape and gives the focus back. */
export function Dialog({ title, onClose, children, actions, width = "normal", bare = false, onSubmit }: Props) {
  const { t } = useLingui();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();

  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (element && !element.open) {
      element.showModal();
      // Where one goes on working, not the way out, which comes first in the order of the page.
      element.querySelector<HTMLElement>("input, select, textarea")?.focus();
    }
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the backdrop is a second way out beside Escape
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      className={cx(styles.dialog, styles[width], bare && styles.bare)}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <form
        className={styles.body}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit?.();
        }}
      >
        <header className={bare ? "visually-hidden" : styles.header}>
          <h2 id={heading}>{title}</h2>
          {!bare && (
            <IconButton label={t`Close`} onClick={onClose}>
              <X />
            </IconButton>
          )}
        </header>
        <div className={styles.content}>{children}</div>
        {actions && <footer className={styles.actions}>{actions}</footer>}
      </form>
    </dialog>
  );
}
