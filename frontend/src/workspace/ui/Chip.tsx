import type { ReactNode } from "react";
import styles from "./Chip.module.css";
import { cx } from "./cx";

/** A label in its own hue. */
export function HueChip({ hue, children, className }: { hue: number; children: ReactNode; className?: string }) {
  return (
    <span className={cx(styles.chip, styles.hue, className)} style={{ "--hue": hue } as React.CSSProperties} dir="auto">
      {children}
    </span>
  );
}

export type Tone = "neutral" | "good" | "warn" | "bad" | "accent";

export function Chip({ tone = "neutral", icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={cx(styles.chip, styles[tone])}>
      {icon}
      {children}
    </span>
  );
}

/** The small round mark of a team or an inbox. */
export function HueDot({ hue }: { hue: number }) {
  return <span aria-hidden="true" className={styles.dot} style={{ "--hue": hue } as React.CSSProperties} />;
}
