import { api } from "@kernel/api/client";
import type { Invitation } from "@kernel/api/types";
import { Trans, useLingui } from "@lingui/react/macro";
import { MailPlus } from "lucide-react";
import { useState } from "react";
import { useTeams } from "../data/directory";
import { useMe } from "../session/me";
import { ROLE_NAMES } from "../shell/names";
import { Button } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { SelectField, TextField } from "../ui/Field";
import { Time } from "../ui/Time";
import { refetchAdmin, useAdminList } from "./adminList";
import { ListCard } from "./ListCard";
import { rolesToGive } from "./roles";
import styles from "./Settings.module.css";
import { useSaving } from "./useSaving";

export function InvitationsSection() {
  const { i18n, t } = useLingui();
  const invitations = useAdminList<Invitation>("invitations");
  const { saving, run } = useSaving();
  const revoke = (id: string) =>
    void run(async () => {
      await api.delete(`invitations/${id}`);
      await refetchAdmin("invitations");
    }, t`The invitation no longer works`);
  return (
    <>
      <InviteForm />
      <ListCard list={invitations} empty={t`Nobody is invited at the moment`}>
        {invitations.items.map((invitation) => {
          const role = ROLE_NAMES[invitation.role];
          return (
            <li key={invitation.id} className={styles.line}>
              <MailPlus aria-hidden="true" />
              <div className={styles.text}>
                <strong dir="auto">{invitation.email}</strong>
                <small>
                  <Trans>
                    Expires <Time at={invitation.expires_at} />
                  </Trans>
                </small>
              </div>
              {invitation.expired && <Chip tone="warn">{t`Expired`}</Chip>}
              <Chip>{role ? i18n._(role) : invitation.role}</Chip>
              <Button size="small" disabled={saving} onClick={() => revoke(invitation.id)}>
                {t`Withdraw`}
              </Button>
            </li>
          );
        })}
      </ListCard>
    </>
  );
}

function InviteForm() {
  const { i18n, t } = useLingui();
  const me = useMe();
  const teams = useTeams().data ?? [];
  const [email, setEmail] = useState("");
  const [role, setRole] = useState("agent");
  const [team, setTeam] = useState("");
  const { saving, problems, run } = useSaving();
  const invite = async () => {
    const done = await run(
      () =>
        api
          .post("invitations", { email: email.trim(), role, team_ids: team ? [team] : [] })
          .then(() => refetchAdmin("invitations")),
      t`Invitation sent to ${email.trim()}`,
    );
    if (done) setEmail("");
  };
  return (
    <form
      className={styles.bar}
      onSubmit={(event) => {
        event.preventDefault();
        void invite();
      }}
    >
      <TextField
        label={t`E-mail address`}
        type="email"
        value={email}
        autoComplete="off"
        error={problems.email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <SelectField label={t`Role`} value={role} error={problems.role} onChange={(event) => setRole(event.target.value)}>
        {rolesToGive(me.role).map((each) => {
          const name = ROLE_NAMES[each];
          return (
            <option key={each} value={each}>
              {name ? i18n._(name) : each}
            </option>
          );
        })}
      </SelectField>
      <SelectField label={t`Team`} value={team} onChange={(event) => setTeam(event.target.value)}>
        <option value="">{t`None`}</option>
        {teams.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <Button type="submit" look="primary" disabled={saving || !email.trim()}>
        {t`Invite`}
      </Button>
    </form>
  );
}
