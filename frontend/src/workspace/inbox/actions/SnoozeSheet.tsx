import { useLingui } from "@lingui/react/macro";
import { Clock3 } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import type { SheetProps } from "./ActionSheets";
import styles from "./LabelsSheet.module.css";
import { PickList } from "./PickList";
import { type SnoozeKey, snoozeTimes } from "./snoozeTimes";
import { useConversationActions } from "./useConversationActions";

export function SnoozeSheet({ conversation, onClose }: SheetProps) {
  const { i18n, t } = useLingui();
  const actions = useConversationActions(conversation);
  const [own, setOwn] = useState("");
  const names: Record<SnoozeKey, string> = {
    later: t`Later today`,
    tomorrow: t`Tomorrow morning`,
    weekend: t`Saturday morning`,
    week: t`Monday morning`,
  };
  const format = new Intl.DateTimeFormat(i18n.locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
  });
  const until = (at: Date) => {
    actions.status("snoozed", at.toISOString());
    onClose();
  };
  const ownAt = own ? new Date(own) : null;
  const fits = ownAt !== null && ownAt.getTime() > Date.now();
  return (
    <Dialog title={t`Snooze until`} onClose={onClose} width="narrow">
      <PickList
        label={t`Snooze until`}
        searchable={false}
        choices={snoozeTimes(new Date()).map(({ key, at }) => ({
          key,
          text: names[key],
          icon: <Clock3 />,
          extra: format.format(at),
          pick: () => until(at),
        }))}
      />
      <div className={styles.make}>
        <TextField
          type="datetime-local"
          label={t`Another time`}
          value={own}
          error={ownAt && !fits ? t`That time has passed` : undefined}
          onChange={(event) => setOwn(event.target.value)}
        />
        <Button disabled={!fits} onClick={() => ownAt && until(ownAt)}>
          {t`Snooze`}
        </Button>
      </div>
    </Dialog>
  );
}
