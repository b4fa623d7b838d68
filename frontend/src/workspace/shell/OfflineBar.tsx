import { Trans } from "@lingui/react/macro";
import { WifiOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useLiveStatus } from "../live/live";
import styles from "./OfflineBar.module.css";

const PATIENCE = 4_000;

/** Appears when the connection has been gone for a moment, not at every hiccup. */
export function OfflineBar() {
  const status = useLiveStatus();
  const away = status === "offline" || status === "waiting" || status === "connecting";
  const offline = status === "offline";
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!away) {
      setShown(false);
      return;
    }
    const timer = window.setTimeout(() => setShown(true), offline ? 0 : PATIENCE);
    return () => window.clearTimeout(timer);
  }, [away, offline]);
  return (
    <div role="status">
      {shown && (
        <p className={styles.bar}>
          <WifiOff aria-hidden="true" />
          {offline ? (
            <Trans>You are offline. What you write is kept and sent when you are back.</Trans>
          ) : (
            <Trans>Trying to reconnect. What you see may be a little old.</Trans>
          )}
        </p>
      )}
    </div>
  );
}
