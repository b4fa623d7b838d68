import type { Consent, Person } from "@kernel/api/types";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { setConsent } from "../../data/people";
import { Switch } from "../../ui/Switch";
import { Time } from "../../ui/Time";
import { toast } from "../../ui/Toasts";
import styles from "./PersonPanel.module.css";

const KINDS: Record<string, MessageDescriptor> = {
  newsletter: msg`Newsletter`,
  research: msg`Research`,
  testimonial: msg`Being quoted`,
  profiling: msg`Profiling`,
};

export function Consents({ person }: { person: Person }) {
  const { i18n, t } = useLingui();
  const [saving, setSaving] = useState("");
  const change = async (kind: string, granted: boolean) => {
    setSaving(kind);
    try {
      await setConsent(person.id, kind, granted);
    } catch {
      toast(t`The consent was not changed`, { tone: "bad" });
    } finally {
      setSaving("");
    }
  };
  const kinds = [...new Set([...Object.keys(KINDS), ...person.consents.map(({ kind }) => kind)])];
  return (
    <ul>
      {kinds.map((kind) => {
        const consent = person.consents.find((known) => known.kind === kind);
        const name = KINDS[kind];
        const label = name ? i18n._(name) : kind;
        return (
          <li key={kind} className={styles.consent}>
            <span>
              {label}
              <small>
                <Since consent={consent} />
              </small>
            </span>
            <Switch
              label={label}
              checked={isGranted(consent)}
              disabled={saving === kind}
              onChange={(on) => void change(kind, on)}
            />
          </li>
        );
      })}
    </ul>
  );
}

function isGranted(consent: Consent | undefined): boolean {
  return Boolean(consent?.granted_at && !(consent.withdrawn_at && consent.withdrawn_at > consent.granted_at));
}

function Since({ consent }: { consent: Consent | undefined }) {
  if (consent?.granted_at && isGranted(consent)) {
    return (
      <Trans>
        Given <Time at={consent.granted_at} />
      </Trans>
    );
  }
  if (consent?.withdrawn_at) {
    return (
      <Trans>
        Withdrawn <Time at={consent.withdrawn_at} />
      </Trans>
    );
  }
  return <Trans>Never asked</Trans>;
}
