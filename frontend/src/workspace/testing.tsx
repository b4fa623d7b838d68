/** Renders a piece of the workspace as it stands in the application: in a language, with answers already there. */
import type { ConversationRow, Entry, Me, PersonRef } from "@kernel/api/types";
import { loadCatalogue } from "@kernel/i18n/languages";
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { queryClient } from "./data/client";
import { keys } from "./data/keys";

export function show(children: ReactNode) {
  return render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </I18nProvider>,
  );
}

export async function speak(language: string): Promise<void> {
  i18n.loadAndActivate({ locale: language, messages: await loadCatalogue(language) });
}

export function person(name: string, id = "00000000-0000-7000-8000-000000000001"): PersonRef {
  return { id, name, handle: name.toLowerCase(), role: "member", user_id: null, is_imported: false, avatar_hue: 200 };
}

export function entry(part: Partial<Entry>): Entry {
  const empty = { seq: null, direction: null, author: null, body_html: "", body_text: "", via: null, delivery: null };
  return { id: "e1", kind: "event", at: "2026-03-09T10:00:00Z", code: null, data: {}, ...empty, ...part };
}

export const conversation = {
  id: "c1",
  number: 7,
  subject: "The kettle drips",
  status: "open",
  priority: "normal",
  inbox_id: "i1",
  team_id: "t1",
  assignee: null,
  customer: person("Lena Brandt"),
  language: "de",
  labels: [],
  last_message_at: "2026-03-09T10:00:00Z",
  last_message_preview: "It drips",
  last_message_direction: "in",
  waiting_since: null,
  unread: false,
  message_count: 1,
  version: 1,
  source: { kind: "community_topic", url: null, label: "" },
} satisfies ConversationRow;

/** Answers that are never fetched in a test. */
export function know(): void {
  const user = {
    id: "u1",
    name: "Amira",
    handle: "amira",
    role: "agent" as const,
    avatar_hue: 10,
    email: "a@acme.example",
  };
  const me: Me = {
    user: { ...user, language: "en", time_zone: "UTC" },
    tenant: { slug: "acme", name: "Acme", language: "en", accent: "#000", time_zone: "UTC" },
    role: "agent",
    permissions: { manage_members: false, manage_inboxes: false },
    socket: "/ws/",
    languages: [["en", "English"]],
  };
  const list = <T,>(items: T[]) => ({ items, next: null, previous: null });
  queryClient.setQueryData(keys.me, me);
  queryClient.setQueryData(keys.staff, list([{ ...user, teams: ["t2"] }]));
  queryClient.setQueryData(
    keys.teams,
    list([
      { id: "t1", name: "Marketing", slug: "marketing", hue: 10, member_ids: [] },
      { id: "t2", name: "Support", slug: "support", hue: 90, member_ids: ["u1"] },
    ]),
  );
}
