import { Trans } from "@lingui/react/macro";
import { Info } from "lucide-react";
import styles from "./NoReply.module.css";

/** Why no answer can be sent from here. */
export function NoReply({ hint }: { hint: string }) {
  return (
    <p className={styles.why}>
      <Info aria-hidden="true" />
      <span>
        {hint === "imported" ? (
          <Trans>This conversation was imported and has no way back to the customer. Notes work as usual.</Trans>
        ) : hint === "spam" ? (
          <Trans>Spam is not answered. Open the conversation again to reply.</Trans>
        ) : hint === "view_only" ? (
          <Trans>You may read this inbox, but not answer from it.</Trans>
        ) : (
          <Trans>No answer can be sent from here.</Trans>
        )}
      </span>
    </p>
  );
}
