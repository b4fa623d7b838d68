/** Changing a conversation: painted at once, corrected by the server's answer, undone when it says no. */
import { api } from "@kernel/api/client";
import type { Conversation, ConversationRow, Label, Page, Priority, Status, UserRef } from "@kernel/api/types";
import type { InfiniteData } from "@tanstack/react-query";
import { queryClient } from "./client";
import { keys } from "./keys";

type Lists = InfiniteData<Page<ConversationRow>, string>;

export const setStatus = (id: string, status: Status, snoozedUntil: string | null = null) =>
  change(id, "status", { status, ...(snoozedUntil ? { snoozed_until: snoozedUntil } : {}) }, { status });

export const setPriority = (id: string, priority: Priority) => change(id, "priority", { priority }, { priority });

export const setLabels = (id: string, labels: Label[]) =>
  change(id, "labels", { label_ids: labels.map((label) => label.id) }, { labels });

export const setAssignment = (id: string, user: UserRef | null, teamId: string | null) =>
  change(id, "assignment", { user_id: user?.id ?? null, team_id: teamId }, { assignee: user, team_id: teamId });

export const moveToInbox = (id: string, inboxId: string) =>
  change(id, "inbox", { inbox_id: inboxId }, { inbox_id: inboxId });

export async function markRead(id: string, seq: number): Promise<void> {
  paint(id, { unread: false });
  await api.put<ConversationRow>(`conversations/${id}/read`, { seq });
}

async function change(
  id: string,
  part: string,
  body: unknown,
  painted: Partial<ConversationRow>,
): Promise<ConversationRow> {
  const before = queryClient.getQueryData<Conversation>(keys.conversation(id));
  paint(id, painted);
  try {
    const row = await api.put<ConversationRow>(`conversations/${id}/${part}`, body);
    paint(id, row);
    refreshAround(id);
    return row;
  } catch (error) {
    if (before) paint(id, before);
    refreshAround(id);
    throw error;
  }
}

/** Writes what is known of a conversation wherever it is shown. */
export function paint(id: string, part: Partial<ConversationRow>): void {
  queryClient.setQueryData<Conversation>(keys.conversation(id), (known) => known && { ...known, ...part });
  queryClient.setQueriesData<Lists>({ queryKey: keys.lists }, (lists) => lists && paintLists(lists, id, part));
}

function paintLists(lists: Lists, id: string, part: Partial<ConversationRow>): Lists {
  const pages = lists.pages.map((page) =>
    page.items.some((row) => row.id === id)
      ? { ...page, items: page.items.map((row) => (row.id === id ? { ...row, ...part } : row)) }
      : page,
  );
  return { ...lists, pages };
}

export function refreshAround(id: string): void {
  void queryClient.invalidateQueries({ queryKey: keys.conversation(id) });
  void queryClient.invalidateQueries({ queryKey: keys.timeline(id) });
  void queryClient.invalidateQueries({ queryKey: keys.lists });
  void queryClient.invalidateQueries({ queryKey: keys.counters });
}
