import { STATUSES } from "@kernel/api/types";
import { LANGUAGES } from "@kernel/i18n/languages";
import { useLingui } from "@lingui/react/macro";
import { useLabels, useStaff } from "../../data/directory";
import { countNarrowing } from "../../data/filters";
import { languageName, STATUS_NAMES } from "../../shell/names";
import { Button } from "../../ui/Button";
import { SelectField } from "../../ui/Field";
import type { Place } from "../place";
import styles from "./FilterPanel.module.css";

export function FilterPanel({ place }: { place: Place }) {
  const { i18n, t } = useLingui();
  const labels = useLabels().data ?? [];
  const staff = useStaff().data ?? [];
  const { narrowing, scope } = place.filters;
  const fixedAssignee = scope.kind === "view" && (scope.key === "mine" || scope.key === "unassigned");
  const fixedStatus = scope.kind === "view" && !fixedAssignee;
  return (
    <div className={styles.panel}>
      {!fixedStatus && (
        <SelectField
          label={t`Status`}
          value={narrowing.status}
          onChange={({ target }) => place.narrow({ status: target.value })}
        >
          <option value="">{i18n._(STATUS_NAMES.open)}</option>
          {STATUSES.filter((status) => status !== "open").map((status) => (
            <option key={status} value={status}>
              {i18n._(STATUS_NAMES[status])}
            </option>
          ))}
          <option value="all">{t`All`}</option>
        </SelectField>
      )}
      <SelectField
        label={t`Label`}
        value={narrowing.label}
        onChange={({ target }) => place.narrow({ label: target.value })}
      >
        <option value="">{t`Any`}</option>
        {labels.map((label) => (
          <option key={label.id} value={label.id}>
            {label.name}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t`Language`}
        value={narrowing.language}
        onChange={({ target }) => place.narrow({ language: target.value })}
      >
        <option value="">{t`Any`}</option>
        {LANGUAGES.map((code) => (
          <option key={code} value={code}>
            {languageName(code, i18n.locale)}
          </option>
        ))}
      </SelectField>
      {!fixedAssignee && (
        <SelectField
          label={t`Assignee`}
          value={narrowing.assignee}
          onChange={({ target }) => place.narrow({ assignee: target.value })}
        >
          <option value="">{t`Anyone`}</option>
          <option value="me">{t`Me`}</option>
          <option value="none">{t`Nobody`}</option>
          {staff.map((member) => (
            <option key={member.id} value={member.id}>
              {member.name}
            </option>
          ))}
        </SelectField>
      )}
      {countNarrowing(narrowing) > 0 && (
        <Button
          size="small"
          look="quiet"
          onClick={() => place.narrow({ status: "", label: "", language: "", assignee: "" })}
        >
          {t`Clear filters`}
        </Button>
      )}
    </div>
  );
}
