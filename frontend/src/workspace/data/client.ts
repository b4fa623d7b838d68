/** How answers are kept and when they are asked for again. */
import { isTransient } from "@kernel/api/errors";
import { QueryClient } from "@tanstack/react-query";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The live connection says when something changed; the clock is only a second line.
      staleTime: 60_000,
      gcTime: 10 * 60_000,
      retry: (failures, error) => isTransient(error) && failures < 3,
      refetchOnWindowFocus: false,
    },
    mutations: { retry: false },
  },
});
