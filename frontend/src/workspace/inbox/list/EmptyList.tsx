import { Trans, useLingui } from "@lingui/react/macro";
import { CheckCircle2, SearchX } from "lucide-react";
import { countNarrowing, NO_NARROWING } from "../../data/filters";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/States";
import type { Place } from "../place";

export function EmptyList({ place }: { place: Place }) {
  const { t } = useLingui();
  const { scope, narrowing } = place.filters;
  if (narrowing.q || countNarrowing(narrowing) > 0) {
    return (
      <EmptyState icon={<SearchX />} title={t`Nothing matches`}>
        <p>
          <Trans>Try fewer words or other filters.</Trans>
        </p>
        <p>
          <Button look="quiet" onClick={() => place.narrow(NO_NARROWING)}>
            {t`Clear search and filters`}
          </Button>
        </p>
      </EmptyState>
    );
  }
  if (scope.kind === "view" && scope.key === "mine") {
    return (
      <EmptyState icon={<CheckCircle2 />} title={t`You have answered everyone`}>
        <Trans>New conversations that are given to you appear here by themselves.</Trans>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<CheckCircle2 />} title={t`Nothing is waiting here`}>
      <Trans>Conversations appear here by themselves as they arrive.</Trans>
    </EmptyState>
  );
}
