import { api, type Query } from "@kernel/api/client";
import type { Page } from "@kernel/api/types";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { queryClient } from "../data/client";
import { keys } from "../data/keys";

/** A list of the settings, page by page. */
export function useAdminList<T>(what: string, query: Query = {}) {
  const list = useInfiniteQuery({
    queryKey: [...keys.admin(what), query],
    queryFn: ({ pageParam, signal }) => api.get<Page<T>>(what, { ...query, cursor: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  return { ...list, items: list.data?.pages.flatMap((page) => page.items) ?? [] };
}

export const refetchAdmin = (what: string) => queryClient.invalidateQueries({ queryKey: keys.admin(what) });
