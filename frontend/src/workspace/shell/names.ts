/** Words for codes that the server sends. */

import type { Priority, Status } from "@kernel/api/types";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Order, View } from "../data/filters";

export const VIEW_NAMES: Record<View, MessageDescriptor> = {
  mine: msg`Mine`,
  unassigned: msg`Unassigned`,
  open: msg`All open`,
  pending: msg`Pending`,
  snoozed: msg`Snoozed`,
  resolved: msg`Resolved`,
  spam: msg`Spam`,
};

export const STATUS_NAMES: Record<Status, MessageDescriptor> = {
  open: msg`Open`,
  pending: msg`Pending`,
  snoozed: msg`Snoozed`,
  resolved: msg`Resolved`,
  spam: msg`Spam`,
};

export const PRIORITY_NAMES: Record<Priority, MessageDescriptor> = {
  low: msg`Low`,
  normal: msg`Normal`,
  high: msg`High`,
  urgent: msg`Urgent`,
};

export const ORDER_NAMES: Record<Order, MessageDescriptor> = {
  newest: msg`Newest first`,
  oldest: msg`Oldest first`,
  waiting: msg`Waiting longest`,
};

export const ROLE_NAMES: Record<string, MessageDescriptor> = {
  owner: msg`Owner`,
  admin: msg`Administrator`,
  manager: msg`Manager`,
  agent: msg`Agent`,
  moderator: msg`Moderator`,
  member: msg`Member`,
};

export const SOURCE_NAMES: Record<string, MessageDescriptor> = {
  community_topic: msg`Community`,
  imported_tweets: msg`Imported tweets`,
  api: msg`API`,
};

export const VIA_NAMES: Record<string, MessageDescriptor> = {
  community: msg`in the community`,
  twitter: msg`on Twitter`,
  desk: msg`from the desk`,
  api: msg`through the API`,
};

/** A language in the reader's own language: "de" is "German", or "Deutsch", or "ドイツ語". */
export function languageName(code: string, locale: string): string {
  if (!code) return "";
  try {
    return new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}
