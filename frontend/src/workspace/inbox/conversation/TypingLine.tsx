import { Trans, useLingui } from "@lingui/react/macro";
import { usePresence } from "../../live/presence";
import { useMe } from "../../session/me";
import styles from "./TypingLine.module.css";

export function TypingLine({ conversation }: { conversation: string }) {
  const { i18n } = useLingui();
  const { user } = useMe();
  const typing = usePresence(conversation, user.id).filter(({ state }) => state === "typing");
  if (typing.length === 0) return null;
  const names = new Intl.ListFormat(i18n.locale).format(typing.map(({ name }) => name));
  return (
    <p className={styles.line} role="status">
      <span aria-hidden="true" className={styles.dots}>
        <span />
        <span />
        <span />
      </span>
      <Trans>Writing here: {names}</Trans>
    </p>
  );
}
