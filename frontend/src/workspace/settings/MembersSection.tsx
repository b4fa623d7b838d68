import { api } from "@kernel/api/client";
import type { Member } from "@kernel/api/types";
import { useLingui } from "@lingui/react/macro";
import { useDeferredValue, useState } from "react";
import { useMe } from "../session/me";
import { ROLE_NAMES } from "../shell/names";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { SelectField, TextField } from "../ui/Field";
import { refetchAdmin, useAdminList } from "./adminList";
import { ListCard } from "./ListCard";
import { ROLES, rolesToGive } from "./roles";
import styles from "./Settings.module.css";
import { useSaving } from "./useSaving";

export function MembersSection() {
  const { i18n, t } = useLingui();
  const [q, setQ] = useState("");
  const [role, setRole] = useState("");
  const members = useAdminList<Member>("members", { q: useDeferredValue(q), role });
  return (
    <>
      <div className={styles.bar}>
        <TextField label={t`Search`} type="search" value={q} onChange={(event) => setQ(event.target.value)} />
        <SelectField label={t`Role`} value={role} onChange={(event) => setRole(event.target.value)}>
          <option value="">{t`Any`}</option>
          {ROLES.map((each) => (
            <option key={each} value={each}>
              {nameOf(each, i18n)}
            </option>
          ))}
        </SelectField>
      </div>
      <ListCard list={members} empty={t`Nobody found`}>
        {members.items.map((member) => (
          <MemberLine key={member.id} member={member} />
        ))}
      </ListCard>
    </>
  );
}

function nameOf(role: string, i18n: ReturnType<typeof useLingui>["i18n"]): string {
  const name = ROLE_NAMES[role];
  return name ? i18n._(name) : role;
}

function MemberLine({ member }: { member: Member }) {
  const { i18n, t } = useLingui();
  const me = useMe();
  const { saving, run } = useSaving();
  const held = member.role ?? "member";
  const mayChange = me.permissions.manage_members && member.id !== me.user.id && rolesToGive(me.role).includes(held);
  const change = (part: { role?: string; deactivated?: boolean }, done: string) =>
    void run(async () => {
      await api.patch(`members/${member.id}`, part);
      await refetchAdmin("members");
    }, done);
  return (
    <li className={styles.line}>
      <Avatar name={member.name} hue={member.avatar_hue} />
      <div className={styles.text}>
        <strong dir="auto">{member.name}</strong>
        <small dir="auto">{member.email}</small>
      </div>
      {member.deactivated_at && <Chip tone="bad">{t`Deactivated`}</Chip>}
      {mayChange ? (
        <>
          <select
            className={styles.select}
            aria-label={t`Role of ${member.name}`}
            value={held}
            disabled={saving}
            onChange={(event) => change({ role: event.target.value }, t`Role changed`)}
          >
            {rolesToGive(me.role).map((role) => (
              <option key={role} value={role}>
                {nameOf(role, i18n)}
              </option>
            ))}
          </select>
          {member.deactivated_at ? (
            <Button
              size="small"
              disabled={saving}
              onClick={() => change({ deactivated: false }, t`${member.name} may sign in again`)}
            >
              {t`Reactivate`}
            </Button>
          ) : (
            <Button
              size="small"
              disabled={saving}
              onClick={() => change({ deactivated: true }, t`${member.name} is signed out everywhere`)}
            >
              {t`Deactivate`}
            </Button>
          )}
        </>
      ) : (
        <Chip>{nameOf(held, i18n)}</Chip>
      )}
    </li>
  );
}
