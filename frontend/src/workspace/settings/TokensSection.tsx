import { api } from "@kernel/api/client";
import type { NewToken, Token } from "@kernel/api/types";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { SelectField, TextField } from "../ui/Field";
import { Time } from "../ui/Time";
import { refetchAdmin, useAdminList } from "./adminList";
import { ListCard } from "./ListCard";
import styles from "./Settings.module.css";
import { useSaving } from "./useSaving";

const SCOPES = ["inbox:read", "inbox:write", "community:read", "community:write", "admin"];
const LIFETIMES = [7, 30, 90, 365];

export function TokensSection() {
  const { t } = useLingui();
  const tokens = useAdminList<Token>("tokens");
  const [made, setMade] = useState<NewToken | null>(null);
  const { saving, run } = useSaving();
  const revoke = (id: string) =>
    void run(async () => {
      await api.delete(`tokens/${id}`);
      await refetchAdmin("tokens");
    }, t`The token no longer works`);
  return (
    <>
      <p className={styles.intro}>
        <Trans>
          A token lets a program act as you, within what you choose. It is shown once and cannot be read again.
        </Trans>
      </p>
      {made && <Secret token={made} onDone={() => setMade(null)} />}
      <NewTokenForm onMade={setMade} />
      <h3 className="visually-hidden">{t`Your tokens`}</h3>
      <ListCard list={tokens} empty={t`There are no tokens`}>
        {tokens.items.map((token) => (
          <li key={token.id} className={styles.line}>
            <KeyRound aria-hidden="true" />
            <div className={styles.text}>
              <strong dir="auto">{token.name}</strong>
              <small>
                <bdi>{token.hint}…</bdi>{" "}
                <Trans>
                  Expires <Time at={token.expires_at} />
                </Trans>
              </small>
            </div>
            {token.scopes.map((scope) => (
              <Chip key={scope}>
                <Scope scope={scope} />
              </Chip>
            ))}
            <Button size="small" disabled={saving} onClick={() => revoke(token.id)}>
              {t`Revoke`}
            </Button>
          </li>
        ))}
      </ListCard>
    </>
  );
}

const SCOPE_NAMES: Record<string, MessageDescriptor> = {
  "inbox:read": msg`Read the inbox`,
  "inbox:write": msg`Work in the inbox`,
  "community:read": msg`Read the community`,
  "community:write": msg`Write in the community`,
  admin: msg`Administer`,
};

function Scope({ scope }: { scope: string }) {
  const { i18n } = useLingui();
  const name = SCOPE_NAMES[scope];
  return name ? i18n._(name) : scope;
}

function Secret({ token, onDone }: { token: NewToken; onDone: () => void }) {
  const { t } = useLingui();
  return (
    <div className={styles.secret} role="status">
      <strong>
        <Trans>Copy this token now. It is not shown again.</Trans>
      </strong>
      <code dir="ltr">{token.secret}</code>
      <div className={styles.foot}>
        <Button size="small" onClick={() => void navigator.clipboard?.writeText(token.secret)}>
          {t`Copy`}
        </Button>
        <Button size="small" look="quiet" onClick={onDone}>
          {t`Done`}
        </Button>
      </div>
    </div>
  );
}

function NewTokenForm({ onMade }: { onMade: (token: NewToken) => void }) {
  const { i18n, t } = useLingui();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState(["inbox:read"]);
  const [days, setDays] = useState(90);
  const { saving, problems, run } = useSaving();
  const length = new Intl.NumberFormat(i18n.locale, { style: "unit", unit: "day", unitDisplay: "long" });
  const make = () =>
    run(async () => {
      onMade(await api.post<NewToken>("tokens", { name: name.trim(), scopes, expires_in_days: days }));
      setName("");
      await refetchAdmin("tokens");
    });
  const toggle = (scope: string) =>
    setScopes(scopes.includes(scope) ? scopes.filter((each) => each !== scope) : [...scopes, scope]);
  return (
    <form
      className={styles.bar}
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <TextField
        label={t`What is it for?`}
        value={name}
        maxLength={80}
        error={problems.name}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField label={t`Valid for`} value={days} onChange={(event) => setDays(Number(event.target.value))}>
        {LIFETIMES.map((each) => (
          <option key={each} value={each}>
            {length.format(each)}
          </option>
        ))}
      </SelectField>
      <fieldset className={styles.choices}>
        <legend>{t`May use`}</legend>
        {SCOPES.map((scope) => (
          <label key={scope} className={styles.choice}>
            <input type="checkbox" checked={scopes.includes(scope)} onChange={() => toggle(scope)} />
            <Scope scope={scope} />
          </label>
        ))}
      </fieldset>
      {problems.scopes && (
        <p role="alert" className={styles.error}>
          {problems.scopes}
        </p>
      )}
      <Button type="submit" look="primary" disabled={saving || !name.trim() || scopes.length === 0}>
        {t`Make a token`}
      </Button>
    </form>
  );
}
