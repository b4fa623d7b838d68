import { Trans, useLingui } from "@lingui/react/macro";
import { Search, UserRoundSearch } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { Link } from "wouter";
import { usePeopleSearch } from "../data/people";
import { PersonPanel } from "../inbox/person/PersonPanel";
import { ScreenHeader } from "../shell/ScreenHeader";
import { PersonAvatar } from "../ui/Avatar";
import { Chip } from "../ui/Chip";
import { PHONE, useMedia } from "../ui/media";
import { EmptyState, ErrorState, Skeleton } from "../ui/States";
import styles from "./PeopleScreen.module.css";

/** Everybody who wrote or was written to: found by name, handle or address. */
export function PeopleScreen({ openId }: { openId: string | null }) {
  const { t } = useLingui();
  const phone = useMedia(PHONE);
  return (
    <div className={styles.screen}>
      <ScreenHeader title={t`People`}>
        {phone && openId && <Link href="/people">{t`Back to search`}</Link>}
      </ScreenHeader>
      <div className={styles.panes}>
        {(!phone || !openId) && <Finder openId={openId} />}
        {(!phone || openId) && (
          <div className={styles.person}>
            {openId ? (
              <div className={styles.sheet}>
                <PersonPanel key={openId} personId={openId} />
              </div>
            ) : (
              <EmptyState icon={<UserRoundSearch />} title={t`Find a person`}>
                <Trans>Search by name, handle or address to see everything between you and them.</Trans>
              </EmptyState>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

function Finder({ openId }: { openId: string | null }) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const wanted = useDeferredValue(text);
  const found = usePeopleSearch(wanted);
  return (
    <section className={styles.finder} aria-label={t`Find a person`}>
      <search className={styles.search}>
        <Search aria-hidden="true" />
        <input
          type="search"
          aria-label={t`Name, handle or address`}
          placeholder={t`Name, handle or address`}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </search>
      {found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : found.isLoading ? (
        <Skeleton rows={4} />
      ) : (
        <ul className={styles.found}>
          {(wanted.trim().length > 1 ? (found.data ?? []) : []).map((person) => (
            <li key={person.id}>
              <Link
                href={`/people/${person.id}`}
                className={styles.line}
                {...(person.id === openId ? { "aria-current": "page" as const } : {})}
              >
                <PersonAvatar person={person} />
                <span className={styles.names}>
                  <span dir="auto">{person.name}</span>
                  {person.handle && <small dir="auto">@{person.handle}</small>}
                </span>
                {person.is_imported && <Chip>{t`Imported`}</Chip>}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {wanted.trim().length > 1 && found.data?.length === 0 && <p className={styles.nothing}>{t`Nothing found`}</p>}
    </section>
  );
}
