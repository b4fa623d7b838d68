import type { Person } from "@kernel/api/types";
import { useLingui } from "@lingui/react/macro";
import { Link } from "wouter";
import { languageName, ROLE_NAMES } from "../../shell/names";
import { PersonAvatar } from "../../ui/Avatar";
import { Chip } from "../../ui/Chip";
import styles from "./PersonPanel.module.css";

export function PersonHead({ person }: { person: Person }) {
  const { i18n, t } = useLingui();
  const role = ROLE_NAMES[person.role];
  const since = new Intl.DateTimeFormat(i18n.locale, { month: "long", year: "numeric" }).format(
    Date.parse(person.created_at),
  );
  const number = new Intl.NumberFormat(i18n.locale);
  return (
    <header className={styles.head}>
      <PersonAvatar person={person} size="large" />
      <Link href={`/people/${person.id}`} className={styles.name} dir="auto">
        {person.name}
      </Link>
      <p className={styles.sub}>
        {person.handle && <bdi>@{person.handle}</bdi>}
        {person.is_imported && <Chip>{t`Imported`}</Chip>}
        {role && person.role !== "member" && <Chip tone="accent">{i18n._(role)}</Chip>}
      </p>
      <p className={styles.sub}>
        <span>{t`Known since ${since}`}</span>
        {person.language && <span>{languageName(person.language, i18n.locale)}</span>}
      </p>
      <dl className={styles.counts}>
        <div>
          <dt>{t`Conversations`}</dt>
          <dd>{number.format(person.counts.conversations)}</dd>
        </div>
        <div>
          <dt>{t`Posts`}</dt>
          <dd>{number.format(person.counts.posts)}</dd>
        </div>
        <div>
          <dt>{t`Solutions`}</dt>
          <dd>{number.format(person.counts.solutions)}</dd>
        </div>
      </dl>
    </header>
  );
}
