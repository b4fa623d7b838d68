import { api } from "@kernel/api/client";
import type { Session } from "@kernel/api/types";
import { Trans, useLingui } from "@lingui/react/macro";
import { MonitorSmartphone } from "lucide-react";
import { Button } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { Time } from "../ui/Time";
import { refetchAdmin, useAdminList } from "./adminList";
import { browserName } from "./browserName";
import { ListCard } from "./ListCard";
import styles from "./Settings.module.css";
import { useSaving } from "./useSaving";

export function SessionsSection() {
  const { t } = useLingui();
  const sessions = useAdminList<Session>("sessions");
  const { saving, run } = useSaving();
  const end = (id: string) =>
    void run(async () => {
      await api.delete(`sessions/${id}`);
      await refetchAdmin("sessions");
    }, t`Signed out there`);
  return (
    <ListCard list={sessions} empty={t`Nothing yet`}>
      {sessions.items.map((session) => (
        <li key={session.id} className={styles.line}>
          <MonitorSmartphone aria-hidden="true" />
          <div className={styles.text}>
            <strong title={session.agent}>{browserName(session.agent) || t`Unknown browser`}</strong>
            <small>
              {session.address && <bdi>{session.address}</bdi>}{" "}
              <Trans>
                Last seen <Time at={session.seen_at} />
              </Trans>
            </small>
          </div>
          {session.current ? (
            <Chip tone="good">{t`This one`}</Chip>
          ) : (
            <Button size="small" disabled={saving} onClick={() => end(session.id)}>
              {t`Sign out`}
            </Button>
          )}
        </li>
      ))}
    </ListCard>
  );
}
