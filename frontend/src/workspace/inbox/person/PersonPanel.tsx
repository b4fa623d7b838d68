import { useLingui } from "@lingui/react/macro";
import { usePerson } from "../../data/people";
import { ErrorState, Skeleton } from "../../ui/States";
import { Consents } from "./Consents";
import { Identities } from "./Identities";
import { Merges } from "./Merges";
import { PersonHead } from "./PersonHead";
import { PersonNotes } from "./PersonNotes";
import styles from "./PersonPanel.module.css";
import { PersonTimeline } from "./PersonTimeline";
import { Section } from "./Section";

/** Who the customer is, across community and inbox. */
export function PersonPanel({ personId, conversationId }: { personId: string; conversationId?: string }) {
  const { t } = useLingui();
  const person = usePerson(personId);
  if (person.isError && !person.data) return <ErrorState error={person.error} onRetry={() => void person.refetch()} />;
  if (!person.data) return <Skeleton rows={5} kind="message" />;
  const who = person.data;
  return (
    <div className={styles.panel}>
      <PersonHead person={who} />
      <Section title={t`Known as`}>
        <Identities person={who} />
      </Section>
      <Section title={t`Notes about this person`}>
        <PersonNotes person={who} />
      </Section>
      <Section title={t`What happened`}>
        <PersonTimeline personId={personId} conversationId={conversationId} />
      </Section>
      <Section title={t`Consent`}>
        <Consents person={who} />
      </Section>
      <Section title={t`Same person`}>
        <Merges person={who} />
      </Section>
    </div>
  );
}
