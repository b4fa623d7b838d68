import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useEffect, useRef } from "react";
import { cx } from "../ui/cx";
import styles from "./Drawer.module.css";

type Props = { onClose: () => void; label?: string; side?: "start" | "end"; children: ReactNode };

/** A panel that slides over the content, as a modal dialog. */
export function Drawer({ onClose, label, side = "start", children }: Props) {
  const { t } = useLingui();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the backdrop is a second way out beside Escape
    <dialog
      ref={dialog}
      aria-label={label ?? t`Navigation`}
      className={cx(styles.drawer, styles[side])}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      {children}
    </dialog>
  );
}
