import type { Person } from "@kernel/api/types";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { addPersonNote } from "../../data/people";
import { Button } from "../../ui/Button";
import { TextArea } from "../../ui/Field";
import { Time } from "../../ui/Time";
import { toast } from "../../ui/Toasts";
import styles from "./PersonPanel.module.css";

export function PersonNotes({ person }: { person: Person }) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const [saving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    try {
      await addPersonNote(person.id, text.trim());
      setText("");
    } catch {
      toast(t`The note was not saved`, { tone: "bad" });
    } finally {
      setSaving(false);
    }
  };
  return (
    <>
      <ul className={styles.list}>
        {person.notes.map((note) => (
          <li key={note.id} className={styles.note}>
            <p dir="auto">{note.body}</p>
            <footer>
              <bdi>{note.author.name}</bdi> · <Time at={note.at} />
            </footer>
          </li>
        ))}
      </ul>
      <div className={styles.add}>
        <TextArea
          label={t`New note`}
          quiet
          placeholder={t`Write something worth knowing`}
          rows={2}
          value={text}
          maxLength={10_000}
          dir="auto"
          onChange={(event) => setText(event.target.value)}
        />
        {text.trim() && (
          <Button size="small" disabled={saving} onClick={() => void save()}>
            {t`Add note`}
          </Button>
        )}
      </div>
    </>
  );
}
