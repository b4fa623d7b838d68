import type { Me } from "@kernel/api/types";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

export type Section =
  | "profile"
  | "appearance"
  | "sessions"
  | "tokens"
  | "members"
  | "invitations"
  | "teams"
  | "inboxes";

export const SECTION_NAMES: Record<Section, MessageDescriptor> = {
  profile: msg`Profile`,
  appearance: msg`Language and appearance`,
  sessions: msg`Where you are signed in`,
  tokens: msg`API tokens`,
  members: msg`Members`,
  invitations: msg`Invitations`,
  teams: msg`Teams`,
  inboxes: msg`Inboxes`,
};

export const OWN: Section[] = ["profile", "appearance", "sessions", "tokens"];

/** Sections about the whole brand that this person may open. */
export function brandSections(me: Me): Section[] {
  const supervises = ["owner", "admin", "manager"].includes(me.role);
  return supervises ? ["members", "invitations", "teams", "inboxes"] : ["teams", "inboxes"];
}
