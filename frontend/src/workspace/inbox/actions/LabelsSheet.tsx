import { api } from "@kernel/api/client";
import type { Label } from "@kernel/api/types";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { queryClient } from "../../data/client";
import { useLabels } from "../../data/directory";
import { keys } from "../../data/keys";
import { useMe } from "../../session/me";
import { Button } from "../../ui/Button";
import { HueDot } from "../../ui/Chip";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import type { SheetProps } from "./ActionSheets";
import styles from "./LabelsSheet.module.css";
import { PickList } from "./PickList";
import { useConversationActions } from "./useConversationActions";

export function LabelsSheet({ conversation, onClose }: SheetProps) {
  const { t } = useLingui();
  const labels = useLabels().data ?? [];
  const me = useMe();
  const actions = useConversationActions(conversation);
  const held = conversation.labels;
  const toggle = (label: Label) =>
    actions.labels(
      held.some(({ id }) => id === label.id) ? held.filter(({ id }) => id !== label.id) : [...held, label],
    );
  return (
    <Dialog title={t`Labels`} onClose={onClose} width="narrow">
      <PickList
        label={t`Labels`}
        empty={t`There are no labels yet`}
        choices={labels.map((label) => ({
          key: label.id,
          text: label.name,
          icon: <HueDot hue={label.hue} />,
          chosen: held.some(({ id }) => id === label.id),
          pick: () => toggle(label),
        }))}
      />
      {me.permissions.manage_inboxes && <NewLabel onMade={toggle} />}
    </Dialog>
  );
}

function NewLabel({ onMade }: { onMade: (label: Label) => void }) {
  const { t } = useLingui();
  const [name, setName] = useState("");
  const [problem, setProblem] = useState("");
  const make = async () => {
    try {
      const label = await api.post<Label>("labels", { name: name.trim(), hue: hueOf(name) });
      await queryClient.invalidateQueries({ queryKey: keys.labels });
      setName("");
      setProblem("");
      onMade(label);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "");
    }
  };
  return (
    <div className={styles.make}>
      <TextField
        label={t`New label`}
        value={name}
        maxLength={40}
        error={problem}
        onChange={(event) => setName(event.target.value)}
      />
      <Button disabled={!name.trim()} onClick={() => void make()}>
        {t`Add`}
      </Button>
    </div>
  );
}

/** A steady colour for a name, so that the same label looks the same when it is made again. */
function hueOf(name: string): number {
  return [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
}
