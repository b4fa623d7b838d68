import type { Role } from "@kernel/api/types";

const RANK: Role[] = ["member", "moderator", "agent", "manager", "admin", "owner"];
export const ROLES: Role[] = [...RANK].reverse();

/** Administrators give any role up to their own; managers invite agents and members. The server has the last word. */
export function rolesToGive(own: Role): Role[] {
  if (own === "manager") return ["agent", "moderator", "member"];
  return own === "owner" || own === "admin" ? ROLES.filter((role) => RANK.indexOf(role) <= RANK.indexOf(own)) : [];
}
