import { useLingui } from "@lingui/react/macro";
import { useLiveStatus } from "../live/live";
import { cx } from "../ui/cx";
import styles from "./LiveDot.module.css";

/** Whether what is on the screen is what is happening. */
export function LiveDot() {
  const { t } = useLingui();
  const status = useLiveStatus();
  const label = status === "live" ? t`Live: changes appear by themselves` : t`Connecting: changes may be late`;
  return (
    <span className={cx(styles.dot, status === "live" && styles.live)} role="img" aria-label={label} title={label} />
  );
}
