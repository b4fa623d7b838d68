import { api } from "@kernel/api/client";
import { ApiError, isTransient } from "@kernel/api/errors";
import type { Entry } from "@kernel/api/types";
import { uuid7 } from "@kernel/ids";
import { Trans, useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import { refreshAround } from "../../data/changes";
import { useStaff, useTeams } from "../../data/directory";
import { append } from "../../data/outbox";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextArea } from "../../ui/Field";
import { toast } from "../../ui/Toasts";
import type { SheetProps } from "./ActionSheets";
import styles from "./HandoffSheet.module.css";

/** Another department takes over, and is told what it must know. */
export function HandoffSheet({ conversation, onClose }: SheetProps) {
  const { t } = useLingui();
  const teams = (useTeams().data ?? []).filter(({ id }) => id !== conversation.team_id);
  const staff = useStaff().data ?? [];
  const [teamId, setTeamId] = useState(teams.length === 1 ? (teams[0]?.id ?? "") : "");
  const [userId, setUserId] = useState("");
  const [summary, setSummary] = useState("");
  const [sending, setSending] = useState(false);
  const [problems, setProblems] = useState<Record<string, string>>({});
  // One id for all tries of this dialog: a hand-off that arrived without an answer is not done twice.
  const id = useRef(uuid7());
  const team = teams.find((known) => known.id === teamId);
  const members = staff.filter((member) => team?.member_ids.includes(member.id));

  const submit = async () => {
    if (sending) return;
    const missing: Record<string, string> = {};
    if (!teamId) missing.team_id = t`Choose a team`;
    if (!summary.trim()) missing.summary = t`Say what the next team must know`;
    setProblems(missing);
    if (Object.keys(missing).length > 0) return;
    setSending(true);
    try {
      const body = { id: id.current, team_id: teamId, summary: summary.trim(), ...(userId ? { user_id: userId } : {}) };
      append(conversation.id, await api.post<Entry>(`conversations/${conversation.id}/handoffs`, body));
      refreshAround(conversation.id);
      toast(t`Handed off to ${team?.name ?? ""}`);
      onClose();
    } catch (error) {
      setSending(false);
      const general = isTransient(error)
        ? t`No connection. Try again in a moment.`
        : error instanceof Error
          ? error.message
          : "";
      setProblems({ general, ...(error instanceof ApiError ? error.fields : {}) });
    }
  };

  return (
    <Dialog
      title={t`Hand off to another team`}
      onClose={onClose}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {t`Cancel`}
          </Button>
          <Button type="submit" look="primary" disabled={sending}>
            {t`Hand off`}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className={styles.intro}>
          <Trans>The team sees the whole conversation and your summary. The customer sees nothing of this.</Trans>
        </p>
        <div className={styles.pair}>
          <SelectField
            label={t`Team`}
            value={teamId}
            error={problems.team_id}
            onChange={(event) => {
              setTeamId(event.target.value);
              setUserId("");
            }}
          >
            <option value="">{t`Choose a team`}</option>
            {teams.map(({ id: key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={t`Person (optional)`}
            value={userId}
            disabled={!team}
            error={problems.user_id}
            onChange={(event) => setUserId(event.target.value)}
          >
            <option value="">{t`Whoever is free`}</option>
            {members.map((member) => (
              <option key={member.id} value={member.id}>
                {member.name}
              </option>
            ))}
          </SelectField>
        </div>
        <TextArea
          label={t`What must they know?`}
          hint={t`What the customer wants, what was tried, what was promised.`}
          value={summary}
          maxLength={4000}
          rows={5}
          error={problems.summary}
          onChange={(event) => setSummary(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
          }}
        />
        {problems.general && (
          <p role="alert" className={styles.problem}>
            {problems.general}
          </p>
        )}
      </div>
    </Dialog>
  );
}
