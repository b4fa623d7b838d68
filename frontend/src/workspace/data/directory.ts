/** The colleagues, teams, inboxes and labels of the brand. */
import { api } from "@kernel/api/client";
import type { Counters, Inbox, Label, Page, ReviewCounters, StaffMember, Team } from "@kernel/api/types";
import { useQuery } from "@tanstack/react-query";
import { keys } from "./keys";

const LONG = 10 * 60_000;

function useList<T>(key: readonly string[], path: string) {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<Page<T>>(path, undefined, signal),
    select: itemsOf<T>,
    staleTime: LONG,
  });
}

function itemsOf<T>(page: Page<T>): T[] {
  return page.items;
}

export const useStaff = () => useList<StaffMember>(keys.staff, "staff");
export const useTeams = () => useList<Team>(keys.teams, "teams");
export const useInboxes = () => useList<Inbox>(keys.inboxes, "inboxes");
export const useLabels = () => useList<Label>(keys.labels, "labels");

export function useCounters() {
  return useQuery({
    queryKey: keys.counters,
    queryFn: ({ signal }) => api.get<Counters>("conversations/counters", undefined, signal),
  });
}

/** How much waits in the review queue, which the desk shares with the moderators. */
export function useReviewCounters() {
  return useQuery({
    queryKey: keys.review,
    queryFn: ({ signal }) => api.get<ReviewCounters>("review/counters", undefined, signal),
  });
}
