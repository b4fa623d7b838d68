/** The address of the inbox: a place, perhaps an open conversation, and filters. */
import { useCallback, useMemo } from "react";
import { useLocation, useSearch } from "wouter";
import { type Filters, isView, type Narrowing, narrowingFrom, type Scope, searchOf } from "../data/filters";

export type Place = {
  filters: Filters;
  openId: string | null;
  open: (id: string) => void;
  close: () => void;
  narrow: (part: Partial<Narrowing>) => void;
};

export const INBOX_ROUTE = /^\/(?<kind>view|inbox|team)\/(?<key>[^/]+)(?:\/c\/(?<id>[^/]+))?\/?$/;

function scopeFrom(kind: string, key: string): Scope {
  if (kind === "inbox" || kind === "team") return { kind, key };
  return { kind: "view", key: isView(key) ? key : "open" };
}

export function usePlace(kind: string, key: string, openId: string | null): Place {
  const [, go] = useLocation();
  const search = useSearch();
  const narrowing = useMemo(() => narrowingFrom(search), [search]);
  const filters = useMemo<Filters>(() => ({ scope: scopeFrom(kind, key), narrowing }), [kind, key, narrowing]);
  const base = `/${kind}/${key}`;
  const query = searchOf(narrowing);
  return {
    filters,
    openId,
    open: useCallback((id: string) => go(`${base}/c/${id}${query}`), [go, base, query]),
    close: useCallback(() => go(`${base}${query}`), [go, base, query]),
    narrow: useCallback(
      (part: Partial<Narrowing>) =>
        go(`${base}${openId ? `/c/${openId}` : ""}${searchOf({ ...narrowing, ...part })}`, { replace: true }),
      [go, base, openId, narrowing],
    ),
  };
}
