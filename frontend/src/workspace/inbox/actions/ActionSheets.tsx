import type { Conversation } from "@kernel/api/types";
import { AssignSheet } from "./AssignSheet";
import { HandoffSheet } from "./HandoffSheet";
import { LabelsSheet } from "./LabelsSheet";
import { MoveSheet } from "./MoveSheet";
import { PrioritySheet } from "./PrioritySheet";
import { SnoozeSheet } from "./SnoozeSheet";

export type SheetName = "assign" | "handoff" | "snooze" | "labels" | "priority" | "move";
export type SheetProps = { conversation: Conversation; onClose: () => void };

const SHEETS: Record<SheetName, (props: SheetProps) => React.ReactNode> = {
  assign: AssignSheet,
  handoff: HandoffSheet,
  snooze: SnoozeSheet,
  labels: LabelsSheet,
  priority: PrioritySheet,
  move: MoveSheet,
};

export function ActionSheets({ name, ...props }: SheetProps & { name: SheetName }) {
  const Sheet = SHEETS[name];
  return <Sheet {...props} />;
}
