import { useLingui } from "@lingui/react/macro";
import { useInboxes } from "../../data/directory";
import { HueDot } from "../../ui/Chip";
import { Dialog } from "../../ui/Dialog";
import type { SheetProps } from "./ActionSheets";
import { PickList } from "./PickList";
import { useConversationActions } from "./useConversationActions";

export function MoveSheet({ conversation, onClose }: SheetProps) {
  const { t } = useLingui();
  const inboxes = useInboxes().data ?? [];
  const actions = useConversationActions(conversation);
  return (
    <Dialog title={t`Move to another inbox`} onClose={onClose} width="narrow">
      <PickList
        label={t`Inboxes`}
        choices={inboxes.map((inbox) => ({
          key: inbox.id,
          text: inbox.name,
          icon: <HueDot hue={inbox.hue} />,
          chosen: inbox.id === conversation.inbox_id,
          pick: () => {
            actions.move(inbox.id, inbox.name);
            onClose();
          },
        }))}
      />
    </Dialog>
  );
}
