/** The person behind a conversation. */
import { api } from "@kernel/api/client";
import type { Page, Person, PersonEvent, PersonRef } from "@kernel/api/types";
import { uuid7 } from "@kernel/ids";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { queryClient } from "./client";
import { keys } from "./keys";

export function usePerson(id: string) {
  return useQuery({
    queryKey: keys.person(id),
    queryFn: ({ signal }) => api.get<Person>(`people/${id}`, undefined, signal),
  });
}

export function usePersonTimeline(id: string) {
  const query = useInfiniteQuery({
    queryKey: keys.personTimeline(id),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<PersonEvent>>(`people/${id}/timeline`, { cursor: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
  return { ...query, events: query.data?.pages.flatMap((page) => page.items) ?? [] };
}

export function usePeopleSearch(q: string) {
  return useQuery({
    queryKey: keys.people(q),
    queryFn: ({ signal }) => api.get<Page<PersonRef>>("people", { q, size: 20 }, signal),
    select: (page) => page.items,
    enabled: q.trim().length > 1,
    placeholderData: keepPreviousData,
  });
}

const again = (id: string) => queryClient.invalidateQueries({ queryKey: keys.person(id) });

export async function addPersonNote(person: string, body: string): Promise<void> {
  await api.post(`people/${person}/notes`, { id: uuid7(), body });
  await again(person);
}

export async function setConsent(person: string, kind: string, granted: boolean): Promise<void> {
  await api.put(`people/${person}/consents`, { kind, granted });
  await again(person);
}

export async function mergePeople(person: string, other: string): Promise<string> {
  const { merge_id } = await api.post<{ merge_id: string }>(`people/${person}/merges`, { other_id: other });
  await afterMerge(person);
  return merge_id;
}

export async function undoMerge(person: string, merge: string): Promise<void> {
  await api.delete(`people/merges/${merge}`);
  await afterMerge(person);
}

async function afterMerge(person: string): Promise<void> {
  void queryClient.invalidateQueries({ queryKey: keys.lists });
  void queryClient.invalidateQueries({ queryKey: ["conversation"] });
  await again(person);
}
