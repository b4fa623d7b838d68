import { ApiError, isTransient } from "@kernel/api/errors";
import type { Conversation, ConversationRow, Label, Priority, Status, UserRef } from "@kernel/api/types";
import { useLingui } from "@lingui/react/macro";
import { moveToInbox, setAssignment, setLabels, setPriority, setStatus } from "../../data/changes";
import { toast } from "../../ui/Toasts";

/** Changes of one conversation, each with a notice of what happened and, where it helps, a way back. */
export function useConversationActions(conversation: Conversation | undefined) {
  const { t } = useLingui();
  const explain = (error: unknown) => {
    const text = isTransient(error)
      ? t`No connection: nothing was changed`
      : error instanceof ApiError
        ? error.message
        : t`This did not work`;
    toast(text, { tone: "bad" });
  };
  const run = (work: (row: Conversation) => Promise<ConversationRow>, done?: () => void) => {
    if (conversation) work(conversation).then(done, explain);
  };
  const done = (status: Status): string =>
    ({
      open: t`Open again`,
      pending: t`Marked as pending`,
      snoozed: t`Snoozed`,
      resolved: t`Resolved`,
      spam: t`Marked as spam`,
    })[status];

  return {
    status: (status: Status, until: string | null = null) =>
      run(
        ({ id }) => setStatus(id, status, until),
        () =>
          toast(done(status), {
            action: conversation && {
              label: t`Undo`,
              run: () => run(({ id }) => setStatus(id, conversation.status, conversation.snoozed_until)),
            },
          }),
      ),
    assign: (user: UserRef | null, teamId: string | null) =>
      run(
        ({ id }) => setAssignment(id, user, teamId),
        () => toast(user ? t`Assigned to ${user.name}` : t`Assignment changed`),
      ),
    labels: (labels: Label[]) => run(({ id }) => setLabels(id, labels)),
    priority: (priority: Priority) => run(({ id }) => setPriority(id, priority)),
    move: (inboxId: string, name: string) =>
      run(
        ({ id }) => moveToInbox(id, inboxId),
        () => toast(t`Moved to ${name}`),
      ),
    explain,
  };
}
