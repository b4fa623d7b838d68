import { useLingui } from "@lingui/react/macro";
import { CircleSlash2 } from "lucide-react";
import { useStaff, useTeams } from "../../data/directory";
import { useMe } from "../../session/me";
import { Avatar } from "../../ui/Avatar";
import { HueDot } from "../../ui/Chip";
import { Dialog } from "../../ui/Dialog";
import type { SheetProps } from "./ActionSheets";
import { type Choice, PickList } from "./PickList";
import { useConversationActions } from "./useConversationActions";

export function AssignSheet({ conversation, onClose }: SheetProps) {
  const { t } = useLingui();
  const me = useMe();
  const staff = useStaff().data ?? [];
  const teams = useTeams().data ?? [];
  const actions = useConversationActions(conversation);
  const { assignee, team_id: teamId } = conversation;
  const pick = (run: () => void) => () => {
    run();
    onClose();
  };
  const mineFirst = [...staff].sort((a, b) => Number(b.id === me.user.id) - Number(a.id === me.user.id));
  const choices: Choice[] = [
    ...mineFirst.map((member) => ({
      key: member.id,
      text: member.name,
      group: t`People`,
      icon: <Avatar name={member.name} hue={member.avatar_hue} size="small" />,
      extra: member.id === me.user.id ? t`You` : undefined,
      chosen: assignee?.id === member.id,
      pick: pick(() => actions.assign(member, teamId)),
    })),
    {
      key: "nobody",
      text: t`Nobody`,
      group: t`People`,
      icon: <CircleSlash2 />,
      chosen: assignee === null,
      pick: pick(() => actions.assign(null, teamId)),
    },
    ...teams.map((team) => ({
      key: team.id,
      text: team.name,
      group: t`Teams`,
      icon: <HueDot hue={team.hue} />,
      chosen: teamId === team.id,
      pick: pick(() => actions.assign(assignee && team.member_ids.includes(assignee.id) ? assignee : null, team.id)),
    })),
  ];
  return (
    <Dialog title={t`Assign`} onClose={onClose} width="narrow">
      <PickList label={t`Assign to`} choices={choices} />
    </Dialog>
  );
}
