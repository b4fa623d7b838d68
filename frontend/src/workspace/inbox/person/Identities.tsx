import type { Person } from "@kernel/api/types";
import { useLingui } from "@lingui/react/macro";
import { AtSign, BadgeCheck, Mail, Phone, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./PersonPanel.module.css";

const ICONS: Record<string, ReactNode> = {
  account: <UserRound aria-hidden="true" />,
  email: <Mail aria-hidden="true" />,
  phone: <Phone aria-hidden="true" />,
};

export function Identities({ person }: { person: Person }) {
  const { t } = useLingui();
  if (person.identities.length === 0) return <p className={styles.none}>{t`Only by name`}</p>;
  return (
    <ul className={styles.list}>
      {person.identities.map((identity) => (
        <li key={`${identity.kind}/${identity.scope}/${identity.display}`} className={styles.identity}>
          {ICONS[identity.kind] ?? <AtSign aria-hidden="true" />}
          <span dir="auto" title={identity.scope ? `${identity.kind} · ${identity.scope}` : identity.kind}>
            {identity.display}
          </span>
          {identity.verified && <BadgeCheck role="img" aria-label={t`Verified`} className={styles.verified} />}
        </li>
      ))}
    </ul>
  );
}
