import type { Person, PersonRef } from "@kernel/api/types";
import { Trans, useLingui } from "@lingui/react/macro";
import { useDeferredValue, useState } from "react";
import { mergePeople, usePeopleSearch } from "../../data/people";
import { PersonAvatar } from "../../ui/Avatar";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { toast } from "../../ui/Toasts";
import styles from "./MergeSheet.module.css";

type Props = { person: Person; onClose: () => void; onUndo: (merge: string) => void };

/** Two entries that turned out to be one person. Nothing is lost by it: it can be undone. */
export function MergeSheet({ person, onClose, onUndo }: Props) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const [other, setOther] = useState<PersonRef | null>(null);
  const [problem, setProblem] = useState("");
  const found = usePeopleSearch(useDeferredValue(text)).data?.filter(({ id }) => id !== person.id) ?? [];
  const merge = async () => {
    if (!other) return;
    try {
      const id = await mergePeople(person.id, other.id);
      toast(t`Merged with ${other.name}`, { action: { label: t`Undo`, run: () => onUndo(id) } });
      onClose();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : t`This did not work`);
    }
  };
  return (
    <Dialog
      title={t`Merge with another person`}
      onClose={onClose}
      onSubmit={() => void merge()}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {t`Cancel`}
          </Button>
          <Button look="primary" type="submit" disabled={!other}>
            {t`Merge`}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.intro}>
          <Trans>Conversations, posts and notes of both will stand under {person.name}. This can be undone.</Trans>
        </p>
        <TextField
          label={t`Find a person`}
          value={text}
          error={problem}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
        />
        <div role="radiogroup" aria-label={t`People`} className={styles.found}>
          {found.map((candidate) => (
            <label key={candidate.id} className={styles.candidate}>
              <input
                type="radio"
                name="other"
                checked={other?.id === candidate.id}
                onChange={() => setOther(candidate)}
              />
              <PersonAvatar person={candidate} size="small" />
              <span dir="auto">{candidate.name}</span>
              {candidate.handle && <small dir="auto">@{candidate.handle}</small>}
            </label>
          ))}
          {text.trim().length > 1 && found.length === 0 && <p className={styles.intro}>{t`Nothing found`}</p>}
        </div>
      </div>
    </Dialog>
  );
}
