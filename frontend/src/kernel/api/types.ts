/** The shapes of /api/v1 under the names that the workspace uses; `npm run types` makes them from the server's schema. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Page<T> = { items: T[]; next?: string | null; previous?: string | null };
export type Role = Schemas["RoleEnum"] | (string & {});
export type UserRef = Schemas["UserRef"];
export type PersonRef = Schemas["PersonRef"];
export type StaffMember = Schemas["StaffOutput"];
export type Me = Schemas["MeOutput"];
export type Team = Schemas["TeamOutput"];
export type Inbox = Schemas["InboxOutput"];
export type Label = Schemas["LabelOutput"];
export type Status = Schemas["ConversationStatusEnum"];
export type Priority = Schemas["PriorityEnum"];
export type ConversationRow = Schemas["ConversationOutput"];
export type Conversation = Schemas["ConversationDetailOutput"];
export type Entry = Schemas["EntryOutput"];
export type Counters = Schemas["CountersOutput"];
export type ReviewCounters = Schemas["CountersItem"];
export type Person = Schemas["PersonProfile"];
export type Consent = Schemas["PersonConsent"];
export type PersonEvent = Schemas["PersonTimelineEntry"];
export type Member = Schemas["MemberOutput"];
export type Invitation = Schemas["InvitationOutput"];
export type Token = Schemas["TokenOutput"];
export type NewToken = Schemas["NewTokenOutput"];
export type Session = Schemas["SessionOutput"];

export const STATUSES = ["open", "pending", "snoozed", "resolved", "spam"] as const satisfies readonly Status[];
export const PRIORITIES = ["low", "normal", "high", "urgent"] as const satisfies readonly Priority[];
