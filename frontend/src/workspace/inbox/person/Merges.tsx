import type { Person } from "@kernel/api/types";
import { useLingui } from "@lingui/react/macro";
import { Merge } from "lucide-react";
import { useState } from "react";
import { undoMerge } from "../../data/people";
import { PersonAvatar } from "../../ui/Avatar";
import { Button } from "../../ui/Button";
import { toast } from "../../ui/Toasts";
import { MergeSheet } from "./MergeSheet";
import styles from "./PersonPanel.module.css";

export function Merges({ person }: { person: Person }) {
  const { t } = useLingui();
  const [choosing, setChoosing] = useState(false);
  const undo = async (merge: string) => {
    try {
      await undoMerge(person.id, merge);
      toast(t`They are two people again`);
    } catch (error) {
      toast(error instanceof Error ? error.message : t`This did not work`, { tone: "bad" });
    }
  };
  return (
    <>
      <ul className={styles.list}>
        {person.merged_from.map((other) => (
          <li key={other.merge_id} className={styles.person}>
            <PersonAvatar person={other} size="small" />
            <span dir="auto">{other.name}</span>
            <Button size="small" look="quiet" onClick={() => void undo(other.merge_id)}>
              {t`Undo`}
            </Button>
          </li>
        ))}
      </ul>
      <Button size="small" icon={<Merge />} onClick={() => setChoosing(true)}>
        {t`Merge with another person`}
      </Button>
      {choosing && (
        <MergeSheet person={person} onClose={() => setChoosing(false)} onUndo={(merge) => void undo(merge)} />
      )}
    </>
  );
}
