import { useLingui } from "@lingui/react/macro";
import { Eye, PenLine } from "lucide-react";
import { usePresence } from "../../live/presence";
import { useMe } from "../../session/me";
import styles from "./Viewers.module.css";

/** Colleagues who look at the same conversation now. */
export function Viewers({ conversation }: { conversation: string }) {
  const { i18n, t } = useLingui();
  const { user } = useMe();
  const present = usePresence(conversation, user.id);
  if (present.length === 0) return null;
  const names = new Intl.ListFormat(i18n.locale).format(present.map(({ name }) => name));
  const typing = present.some(({ state }) => state === "typing");
  return (
    <span className={styles.viewers} title={t`Also here: ${names}`}>
      {typing ? <PenLine aria-hidden="true" /> : <Eye aria-hidden="true" />}
      <span className="visually-hidden">{t`Also here: ${names}`}</span>
      <span aria-hidden="true" dir="auto">
        {names}
      </span>
    </span>
  );
}
