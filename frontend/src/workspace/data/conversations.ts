/** Reading conversations: lists by page, one by id, its timeline from the newest page back. */
import { api } from "@kernel/api/client";
import type { Conversation, ConversationRow, Entry, Page } from "@kernel/api/types";
import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Filters, queryOf } from "./filters";
import { keys } from "./keys";

const PAGE = 40;

export function useConversationList(filters: Filters) {
  const query = useInfiniteQuery({
    queryKey: keys.list(filters),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<ConversationRow>>("conversations", { ...queryOf(filters), cursor: pageParam, size: PAGE }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => uniqueById(query.data?.pages.flatMap((page) => page.items) ?? []), [query.data]);
  return { ...query, rows };
}

/** A row that moved between two pages while they were fetched is shown once. */
function uniqueById<T extends { id: string }>(items: T[]): T[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

export function useConversation(id: string) {
  return useQuery({
    queryKey: keys.conversation(id),
    queryFn: ({ signal }) => api.get<Conversation>(`conversations/${id}`, undefined, signal),
  });
}

export type TimelineData = InfiniteData<Page<Entry>, unknown>;

export function useTimeline(id: string) {
  const query = useInfiniteQuery({
    queryKey: keys.timeline(id),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Entry>>(`conversations/${id}/timeline`, { cursor: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
  const entries = useMemo(() => entriesOf(query.data), [query.data]);
  return { ...query, entries };
}

/** Pages run from new to old, the entries of each from old to new. */
function entriesOf(data: TimelineData | undefined): Entry[] {
  return uniqueById([...(data?.pages ?? [])].reverse().flatMap((page) => page.items));
}

/** The number of the last public message among these. */
export function lastSeq(entries: Entry[]): number {
  return entries.reduce((last, entry) => Math.max(last, entry.seq ?? 0), 0);
}
