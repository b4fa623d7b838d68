import { useEffect } from "react";
import { useCounters } from "../data/directory";
import { useMe } from "../session/me";

/** How many conversations are mine, readable from the tab. */
export function useTitle(): void {
  const { tenant } = useMe();
  const mine = useCounters().data?.views.mine ?? 0;
  useEffect(() => {
    document.title = mine > 0 ? `(${mine}) ${tenant.name}` : tenant.name;
  }, [mine, tenant.name]);
}
