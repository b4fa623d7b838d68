import { Plural, useLingui } from "@lingui/react/macro";
import { useStaff, useTeams } from "../data/directory";
import { Avatar } from "../ui/Avatar";
import { HueDot } from "../ui/Chip";
import { ListCard } from "./ListCard";
import styles from "./Settings.module.css";

export function TeamsSection() {
  const { t } = useLingui();
  const teams = useTeams();
  const staff = useStaff().data ?? [];
  return (
    <ListCard list={teams} empty={t`There are no teams yet`}>
      {(teams.data ?? []).map((team) => {
        const members = staff.filter(({ id }) => team.member_ids.includes(id));
        return (
          <li key={team.id} className={styles.line}>
            <HueDot hue={team.hue} />
            <div className={styles.text}>
              <strong dir="auto">{team.name}</strong>
              <small>
                <Plural value={team.member_ids.length} one="# person" other="# people" />
              </small>
            </div>
            <span className={styles.members} title={members.map(({ name }) => name).join(", ")}>
              {members.slice(0, 8).map((member) => (
                <Avatar key={member.id} name={member.name} hue={member.avatar_hue} size="small" />
              ))}
            </span>
          </li>
        );
      })}
    </ListCard>
  );
}
