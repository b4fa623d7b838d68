import { activateLanguage } from "@kernel/i18n/activate";
import { useLingui } from "@lingui/react/macro";
import { updateMe, useMe } from "../session/me";
import { type Density, setPreferences, type Theme, usePreferences } from "../session/preferences";
import { SelectField } from "../ui/Field";
import styles from "./Settings.module.css";
import { useSaving } from "./useSaving";

export function AppearanceSection() {
  const { i18n, t } = useLingui();
  const me = useMe();
  const { theme, density } = usePreferences();
  const { run } = useSaving();
  const themes: [Theme, string][] = [
    ["system", t`Like the system`],
    ["light", t`Light`],
    ["dark", t`Dark`],
  ];
  const densities: [Density, string][] = [
    ["comfortable", t`Comfortable`],
    ["compact", t`Compact`],
  ];
  const choose = (language: string) =>
    void run(async () => {
      await updateMe({ language });
      await activateLanguage(language);
    });
  return (
    <div className={styles.card}>
      <div className={styles.form}>
        <div className={styles.pair}>
          <SelectField label={t`Language`} value={i18n.locale} onChange={(event) => choose(event.target.value)}>
            {me.languages.map(([code, label]) => (
              <option key={code} value={code} lang={code}>
                {label}
              </option>
            ))}
          </SelectField>
        </div>
        <Choices
          name="theme"
          legend={t`Theme`}
          options={themes}
          value={theme}
          onChoose={(key) => setPreferences({ theme: key })}
        />
        <Choices
          name="density"
          legend={t`Density`}
          options={densities}
          value={density}
          onChoose={(key) => setPreferences({ density: key })}
        />
      </div>
    </div>
  );
}

type ChoicesProps<T extends string> = {
  name: string;
  legend: string;
  options: [T, string][];
  value: T;
  onChoose: (key: T) => void;
};

function Choices<T extends string>({ name, legend, options, value, onChoose }: ChoicesProps<T>) {
  return (
    <fieldset className={styles.choices}>
      <legend>{legend}</legend>
      {options.map(([key, label]) => (
        <label key={key} className={styles.choice}>
          <input type="radio" name={name} checked={value === key} onChange={() => onChoose(key)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
