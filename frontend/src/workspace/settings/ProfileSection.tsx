import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { accountAddress } from "../session/doors";
import { updateMe, useMe } from "../session/me";
import { Button } from "../ui/Button";
import { SelectField, TextField } from "../ui/Field";
import styles from "./Settings.module.css";
import { useSaving } from "./useSaving";

export function ProfileSection() {
  const { t } = useLingui();
  const { user, tenant } = useMe();
  const [name, setName] = useState(user.name);
  const [zone, setZone] = useState(user.time_zone ?? "");
  const { saving, problems, run } = useSaving();
  const zones = Intl.supportedValuesOf("timeZone");
  const known = zone && !zones.includes(zone) ? [zone, ...zones] : zones;
  return (
    <form
      className={styles.card}
      onSubmit={(event) => {
        event.preventDefault();
        void run(() => updateMe({ name: name.trim(), time_zone: zone }), t`Saved`);
      }}
    >
      <div className={styles.form}>
        <div className={styles.pair}>
          <TextField
            label={t`Name`}
            hint={t`Customers see it above your answers.`}
            value={name}
            maxLength={120}
            required
            autoComplete="name"
            error={problems.name}
            onChange={(event) => setName(event.target.value)}
          />
          <SelectField
            label={t`Time zone`}
            value={zone}
            error={problems.time_zone}
            onChange={(event) => setZone(event.target.value)}
          >
            <option value="">{t`Like the brand (${tenant.time_zone})`}</option>
            {known.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </SelectField>
        </div>
        <TextField label={t`E-mail address`} value={user.email} readOnly disabled />
        <p>
          <a href={accountAddress()}>
            <Trans>Change address, password, passkeys and two-step sign-in</Trans>
          </a>
        </p>
        <div className={styles.foot}>
          <Button type="submit" look="primary" disabled={saving || !name.trim()}>
            {t`Save`}
          </Button>
        </div>
      </div>
    </form>
  );
}
