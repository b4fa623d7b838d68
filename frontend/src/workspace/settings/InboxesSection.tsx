import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Plural, useLingui } from "@lingui/react/macro";
import { useInboxes, useTeams } from "../data/directory";
import { Chip, HueChip, HueDot } from "../ui/Chip";
import { ListCard } from "./ListCard";
import styles from "./Settings.module.css";

const KINDS: Record<string, MessageDescriptor> = {
  community: msg`Community`,
  api: msg`API`,
  imported: msg`Imported`,
};

export function InboxesSection() {
  const { i18n, t } = useLingui();
  const inboxes = useInboxes();
  const teams = useTeams().data ?? [];
  return (
    <ListCard list={inboxes} empty={t`There are no inboxes yet`}>
      {(inboxes.data ?? []).map((inbox) => {
        const kind = KINDS[inbox.kind];
        return (
          <li key={inbox.id} className={styles.line}>
            <HueDot hue={inbox.hue} />
            <div className={styles.text}>
              <strong dir="auto">{inbox.name}</strong>
              <small>
                <Plural value={inbox.open_count} one="# open conversation" other="# open conversations" />
              </small>
            </div>
            {teams
              .filter(({ id }) => inbox.team_ids.includes(id))
              .map((team) => (
                <HueChip key={team.id} hue={team.hue}>
                  {team.name}
                </HueChip>
              ))}
            <Chip>{kind ? i18n._(kind) : inbox.kind}</Chip>
          </li>
        );
      })}
    </ListCard>
  );
}
