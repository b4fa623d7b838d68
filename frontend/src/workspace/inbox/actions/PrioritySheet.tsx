import { PRIORITIES } from "@kernel/api/types";
import { useLingui } from "@lingui/react/macro";
import { PRIORITY_NAMES } from "../../shell/names";
import { Dialog } from "../../ui/Dialog";
import type { SheetProps } from "./ActionSheets";
import { PickList } from "./PickList";
import { useConversationActions } from "./useConversationActions";

export function PrioritySheet({ conversation, onClose }: SheetProps) {
  const { i18n, t } = useLingui();
  const actions = useConversationActions(conversation);
  return (
    <Dialog title={t`Priority`} onClose={onClose} width="narrow">
      <PickList
        label={t`Priority`}
        searchable={false}
        choices={[...PRIORITIES].reverse().map((priority) => ({
          key: priority,
          text: i18n._(PRIORITY_NAMES[priority]),
          chosen: priority === conversation.priority,
          pick: () => {
            actions.priority(priority);
            onClose();
          },
        }))}
      />
    </Dialog>
  );
}
