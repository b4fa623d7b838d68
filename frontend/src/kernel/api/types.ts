/** The shapes of /api/v1 that the workspace reads. */
export type Page<T> = { items: T[]; next: string | null; previous: string | null };
export type Role = "owner" | "admin" | "manager" | "agent" | "moderator" | "member" | (string & {});

export type UserRef = { id: string; name: string; handle: string; role: Role; avatar_hue: number };
export type PersonRef = UserRef & { user_id: string | null; is_imported: boolean };
export type StaffMember = UserRef & { teams: string[] };

export type Me = {
  user: UserRef & { email: string; language: string; time_zone: string };
  tenant: { slug: string; name: string; language: string; accent: string; time_zone: string };
  role: Role;
  permissions: { manage_members: boolean; manage_inboxes: boolean };
  socket: string;
  languages: [string, string][];
};

export type Team = { id: string; name: string; slug: string; hue: number; member_ids: string[] };
export type Inbox = { id: string; name: string; kind: string; hue: number; team_ids: string[]; open_count: number };
export type Label = { id: string; name: string; hue: number };

export const STATUSES = ["open", "pending", "snoozed", "resolved", "spam"] as const;
export type Status = (typeof STATUSES)[number];
export const PRIORITIES = ["low", "normal", "high", "urgent"] as const;
export type Priority = (typeof PRIORITIES)[number];

export type ConversationRow = {
  id: string;
  number: number;
  subject: string;
  status: Status;
  priority: Priority;
  inbox_id: string;
  team_id: string | null;
  assignee: UserRef | null;
  customer: PersonRef;
  language: string;
  labels: Label[];
  last_message_at: string;
  last_message_preview: string;
  last_message_direction: "in" | "out";
  waiting_since: string | null;
  unread: boolean;
  message_count: number;
  version: number;
  source: { kind: string; url: string | null; label: string };
};

export type Conversation = ConversationRow & {
  created_at: string;
  snoozed_until: string | null;
  seq: number;
  capabilities: { reply: boolean; reply_hint: string };
};

export type Entry = {
  id: string;
  kind: "message" | "note" | "event";
  at: string;
  seq: number | null;
  direction: "in" | "out" | null;
  author: PersonRef | null;
  body_html: string;
  body_text: string;
  via: string | null;
  delivery: "sent" | "queued" | "failed" | null;
  code: string | null;
  data: Record<string, unknown>;
};

export type Counters = {
  views: Record<string, number>;
  by_inbox: Record<string, number>;
  by_team: Record<string, number>;
};

export type Identity = { kind: string; scope: string; display: string; verified: boolean };
export type Consent = { kind: string; granted_at: string | null; withdrawn_at: string | null };
export type PersonNote = { id: string; body: string; author: UserRef; at: string };
export type Person = PersonRef & {
  language: string;
  created_at: string;
  identities: Identity[];
  consents: Consent[];
  notes: PersonNote[];
  merged_from: (PersonRef & { merge_id: string; merged_at: string })[];
  counts: { conversations: number; posts: number; solutions: number };
};
export type PersonEvent = {
  at: string;
  kind: string;
  title: string;
  excerpt: string;
  url: string | null;
  conversation_id: string | null;
};
