/** Who is signed in. Known before anything is painted, so that screens can rely on it. */
import { api } from "@kernel/api/client";
import type { Me } from "@kernel/api/types";
import { useQuery } from "@tanstack/react-query";
import { queryClient } from "../data/client";
import { keys } from "../data/keys";

export async function loadMe(): Promise<Me> {
  return queryClient.fetchQuery({
    queryKey: keys.me,
    queryFn: () => api.get<Me>("me"),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useMe(): Me {
  const { data } = useQuery<Me>({
    queryKey: keys.me,
    queryFn: () => api.get<Me>("me"),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!data) throw new Error("screens are painted only after loadMe");
  return data;
}

export async function updateMe(part: { language?: string; time_zone?: string; name?: string }): Promise<void> {
  const me = await api.patch<Me | undefined>("me", part);
  if (me && "user" in me) queryClient.setQueryData(keys.me, me);
  else await queryClient.refetchQueries({ queryKey: keys.me });
}
