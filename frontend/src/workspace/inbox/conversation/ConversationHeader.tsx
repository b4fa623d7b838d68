import type { Conversation } from "@kernel/api/types";
import { useLingui } from "@lingui/react/macro";
import {
  ArrowLeft,
  CheckCircle2,
  Clock3,
  Ellipsis,
  ExternalLink,
  FolderInput,
  Forward,
  Hourglass,
  PanelRight,
  RotateCcw,
  ShieldAlert,
  Signal,
  Tag,
  UserRoundPlus,
} from "lucide-react";
import { useInboxes, useTeams } from "../../data/directory";
import { languageName, SOURCE_NAMES } from "../../shell/names";
import { Avatar } from "../../ui/Avatar";
import { Button, IconButton } from "../../ui/Button";
import { HueChip, HueDot } from "../../ui/Chip";
import { Menu } from "../../ui/Menu";
import { PHONE, useMedia } from "../../ui/media";
import type { SheetName } from "../actions/ActionSheets";
import { useConversationActions } from "../actions/useConversationActions";
import styles from "./ConversationHeader.module.css";
import { StatusChip } from "./StatusChip";
import { Viewers } from "./Viewers";

type Props = {
  row: Conversation | undefined;
  onBack: () => void;
  onSheet: (name: SheetName) => void;
  panelOpen: boolean;
  onPanel: () => void;
};

export function ConversationHeader({ row, onBack, onSheet, panelOpen, onPanel }: Props) {
  const { t } = useLingui();
  const phone = useMedia(PHONE);
  // On a phone the list and its heading are not there.
  const Heading = phone ? "h1" : "h2";
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        {phone && (
          <IconButton label={t`Back to the list`} onClick={onBack} className={styles.back}>
            <ArrowLeft />
          </IconButton>
        )}
        <Heading id="conversation-heading" tabIndex={-1} className={styles.subject} dir="auto" title={row?.subject}>
          {row?.subject ?? "…"}
        </Heading>
        {row && <Actions row={row} onSheet={onSheet} phone={phone} />}
        <IconButton label={t`Customer`} className={styles.panel} aria-pressed={panelOpen} onClick={onPanel}>
          <PanelRight />
        </IconButton>
      </div>
      {row && <Facts row={row} onSheet={onSheet} />}
    </header>
  );
}

function Actions({ row, onSheet, phone }: { row: Conversation; onSheet: (name: SheetName) => void; phone: boolean }) {
  const { t } = useLingui();
  const actions = useConversationActions(row);
  const closed = row.status === "resolved" || row.status === "spam";
  const toggle = closed
    ? { key: "open", label: t`Reopen`, icon: <RotateCcw />, hint: "E", onSelect: () => actions.status("open") }
    : {
        key: "resolve",
        label: t`Resolve`,
        icon: <CheckCircle2 />,
        hint: "E",
        onSelect: () => actions.status("resolved"),
      };
  return (
    <div className={styles.actions}>
      {!phone && (
        <>
          <Button icon={<Forward />} title="H" onClick={() => onSheet("handoff")}>
            {t`Hand off`}
          </Button>
          <Button look={closed ? "plain" : "primary"} icon={toggle.icon} title="E" onClick={toggle.onSelect}>
            {toggle.label}
          </Button>
        </>
      )}
      <Menu
        label={t`More actions`}
        align="end"
        groups={[
          {
            key: "main",
            items: [
              ...(phone
                ? [
                    toggle,
                    { key: "handoff", label: t`Hand off`, icon: <Forward />, onSelect: () => onSheet("handoff") },
                  ]
                : []),
              {
                key: "assign",
                label: t`Assign`,
                icon: <UserRoundPlus />,
                hint: "A",
                onSelect: () => onSheet("assign"),
              },
              { key: "labels", label: t`Labels`, icon: <Tag />, hint: "L", onSelect: () => onSheet("labels") },
              { key: "priority", label: t`Priority`, icon: <Signal />, hint: "P", onSelect: () => onSheet("priority") },
              {
                key: "move",
                label: t`Move to another inbox`,
                icon: <FolderInput />,
                hint: "M",
                onSelect: () => onSheet("move"),
              },
            ],
          },
          {
            key: "status",
            heading: t`Status`,
            items: [
              { key: "snooze", label: t`Snooze`, icon: <Clock3 />, hint: "S", onSelect: () => onSheet("snooze") },
              {
                key: "pending",
                label: t`Mark as pending`,
                icon: <Hourglass />,
                onSelect: () => actions.status("pending"),
              },
              { key: "spam", label: t`Mark as spam`, icon: <ShieldAlert />, onSelect: () => actions.status("spam") },
            ],
          },
        ]}
        trigger={(props) => (
          <IconButton {...props} label={t`More actions`}>
            <Ellipsis />
          </IconButton>
        )}
      />
    </div>
  );
}

function Facts({ row, onSheet }: { row: Conversation; onSheet: (name: SheetName) => void }) {
  const { i18n, t } = useLingui();
  const inbox = useInboxes().data?.find(({ id }) => id === row.inbox_id);
  const team = useTeams().data?.find(({ id }) => id === row.team_id);
  const source = SOURCE_NAMES[row.source.kind];
  return (
    <div className={styles.facts}>
      <StatusChip row={row} />
      <bdi className={styles.number}>#{row.number}</bdi>
      <button type="button" className={styles.fact} onClick={() => onSheet("assign")} aria-label={t`Assign`}>
        {row.assignee ? (
          <>
            <Avatar name={row.assignee.name} hue={row.assignee.avatar_hue} size="tiny" />
            <span dir="auto">{row.assignee.name}</span>
          </>
        ) : (
          <>
            <UserRoundPlus aria-hidden="true" />
            {t`Nobody`}
          </>
        )}
        {team && (
          <span className={styles.team}>
            <HueDot hue={team.hue} />
            <span dir="auto">{team.name}</span>
          </span>
        )}
      </button>
      {inbox && (
        <span className={styles.plain} dir="auto">
          {inbox.name}
        </span>
      )}
      {row.language && <span className={styles.plain}>{languageName(row.language, i18n.locale)}</span>}
      {row.labels.map((label) => (
        <HueChip key={label.id} hue={label.hue}>
          {label.name}
        </HueChip>
      ))}
      {row.source.url && (
        <a href={row.source.url} target="_blank" rel="noreferrer" className={styles.source}>
          <ExternalLink aria-hidden="true" />
          <span dir="auto">{row.source.label || (source ? i18n._(source) : row.source.kind)}</span>
        </a>
      )}
      <Viewers conversation={row.id} />
    </div>
  );
}
