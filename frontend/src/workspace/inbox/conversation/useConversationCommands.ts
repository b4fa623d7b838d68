import type { Conversation } from "@kernel/api/types";
import { useLingui } from "@lingui/react/macro";
import { useCommands } from "../../keyboard/commands";
import { useMe } from "../../session/me";
import type { SheetName } from "../actions/ActionSheets";
import { useConversationActions } from "../actions/useConversationActions";
import { focusComposer } from "../composer/focus";

/** What the keyboard and the palette offer while a conversation is open. */
export function useConversationCommands(
  conversation: Conversation | undefined,
  openSheet: (name: SheetName) => void,
): void {
  const { t } = useLingui();
  const me = useMe();
  const actions = useConversationActions(conversation);
  const closed = conversation?.status === "resolved" || conversation?.status === "spam";
  useCommands(
    conversation
      ? [
          { id: "reply", label: t`Reply`, group: "conversation", keys: "r", run: () => focusComposer("reply") },
          { id: "note", label: t`Write a note`, group: "conversation", keys: "n", run: () => focusComposer("note") },
          { id: "assign", label: t`Assign`, group: "conversation", keys: "a", run: () => openSheet("assign") },
          {
            id: "take",
            label: t`Assign to me`,
            group: "conversation",
            keys: "i",
            run: () => actions.assign({ ...me.user, role: me.role }, conversation.team_id),
          },
          {
            id: "handoff",
            label: t`Hand off to another team`,
            group: "conversation",
            keys: "h",
            run: () => openSheet("handoff"),
          },
          closed
            ? { id: "resolve", label: t`Reopen`, group: "conversation", keys: "e", run: () => actions.status("open") }
            : {
                id: "resolve",
                label: t`Resolve`,
                group: "conversation",
                keys: "e",
                run: () => actions.status("resolved"),
              },
          { id: "snooze", label: t`Snooze`, group: "conversation", keys: "s", run: () => openSheet("snooze") },
          { id: "labels", label: t`Change labels`, group: "conversation", keys: "l", run: () => openSheet("labels") },
          {
            id: "priority",
            label: t`Change priority`,
            group: "conversation",
            keys: "p",
            run: () => openSheet("priority"),
          },
          {
            id: "move",
            label: t`Move to another inbox`,
            group: "conversation",
            keys: "m",
            run: () => openSheet("move"),
          },
          { id: "pending", label: t`Mark as pending`, group: "conversation", run: () => actions.status("pending") },
          { id: "spam", label: t`Mark as spam`, group: "conversation", run: () => actions.status("spam") },
          {
            id: "read",
            label: t`Go into the conversation`,
            group: "list",
            keys: "enter",
            hidden: true,
            run: () => document.getElementById("conversation-heading")?.focus(),
          },
        ]
      : [],
  );
}
