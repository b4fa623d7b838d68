import { useLingui } from "@lingui/react/macro";
import { useLocation } from "wouter";
import { useInboxes, useTeams } from "../data/directory";
import { VIEWS, type View } from "../data/filters";
import { type Command, useCommands } from "../keyboard/commands";
import { VIEW_NAMES } from "./names";

const LETTERS: Record<View, string> = {
  mine: "m",
  unassigned: "u",
  open: "o",
  pending: "p",
  snoozed: "s",
  resolved: "r",
  spam: "x",
};

/** "g" and a letter leads to a place; the palette knows the inboxes and teams too. */
export function useGoCommands(): void {
  const { i18n, t } = useLingui();
  const [, go] = useLocation();
  const inboxes = useInboxes().data ?? [];
  const teams = useTeams().data ?? [];
  const goTo = (place: string) => t`Go to ${place}`;
  const places: Command[] = VIEWS.map((view) => ({
    id: `go-${view}`,
    label: goTo(i18n._(VIEW_NAMES[view])),
    group: "go",
    keys: `g ${LETTERS[view]}`,
    run: () => go(`/view/${view}`),
  }));
  useCommands([
    ...places,
    ...inboxes.map(({ id, name }): Command => ({ id, label: goTo(name), group: "go", run: () => go(`/inbox/${id}`) })),
    ...teams.map(({ id, name }): Command => ({ id, label: goTo(name), group: "go", run: () => go(`/team/${id}`) })),
    { id: "go-people", label: goTo(t`People`), group: "go", keys: "g h", run: () => go("/people") },
    { id: "go-settings", label: goTo(t`Settings`), group: "go", keys: "g ,", run: () => go("/settings") },
  ]);
}
