import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { useLingui } from "@lingui/react/macro";
import { QueryClientProvider } from "@tanstack/react-query";
import { Compass } from "lucide-react";
import { lazy, Suspense } from "react";
import { Redirect, Route, Router, Switch } from "wouter";
import { queryClient } from "./data/client";
import { InboxScreen } from "./inbox/InboxScreen";
import { INBOX_ROUTE } from "./inbox/place";
import { PeopleScreen } from "./people/PeopleScreen";
import { Shell } from "./shell/Shell";
import { EmptyState, Skeleton } from "./ui/States";

const SettingsScreen = lazy(() => import("./settings/SettingsScreen"));

export function App() {
  return (
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <Router base="/desk">
          <Shell>
            <Screens />
          </Shell>
        </Router>
      </QueryClientProvider>
    </I18nProvider>
  );
}

function Screens() {
  const { t } = useLingui();
  return (
    <Switch>
      <Route path="/">
        <Redirect to="/view/mine" replace />
      </Route>
      <Route path="/c/:id">{({ id }) => <Redirect to={`/view/open/c/${id}`} replace />}</Route>
      <Route path={INBOX_ROUTE}>
        {({ kind, key, id }: Record<string, string | undefined>) => (
          <InboxScreen kind={kind ?? "view"} placeKey={key ?? "open"} openId={id ?? null} />
        )}
      </Route>
      <Route path="/people/:id?">{({ id }) => <PeopleScreen openId={id ?? null} />}</Route>
      <Route path="/settings/:section?">
        {({ section }) => (
          <Suspense fallback={<Skeleton rows={5} />}>
            <SettingsScreen section={section ?? "profile"} />
          </Suspense>
        )}
      </Route>
      <Route>
        <EmptyState icon={<Compass />} title={t`This page does not exist`} />
      </Route>
    </Switch>
  );
}
