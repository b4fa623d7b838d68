import { useLingui } from "@lingui/react/macro";
import { Bold, Code, Italic, Link as LinkIcon, List, Quote } from "lucide-react";
import type { RefObject } from "react";
import { IconButton } from "../../ui/Button";
import styles from "./FormatBar.module.css";
import { type Mark, mark } from "./markup";

type Props = { field: RefObject<HTMLTextAreaElement | null>; onChange: (text: string) => void };

export function FormatBar({ field, onChange }: Props) {
  const { t } = useLingui();
  const marks: [Mark, string, React.ReactNode][] = [
    ["bold", t`Bold`, <Bold key="i" />],
    ["italic", t`Italic`, <Italic key="i" />],
    ["link", t`Link`, <LinkIcon key="i" />],
    ["quote", t`Quote`, <Quote key="i" />],
    ["list", t`List`, <List key="i" />],
    ["code", t`Code`, <Code key="i" />],
  ];
  const apply = (kind: Mark) => {
    const element = field.current;
    if (!element) return;
    const { text, start, end } = mark(
      { text: element.value, start: element.selectionStart, end: element.selectionEnd },
      kind,
    );
    onChange(text);
    requestAnimationFrame(() => {
      element.focus();
      element.setSelectionRange(start, end);
    });
  };
  return (
    <div role="toolbar" aria-label={t`Formatting`} className={styles.bar}>
      {marks.map(([kind, label, icon]) => (
        <IconButton key={kind} label={label} onClick={() => apply(kind)}>
          {icon}
        </IconButton>
      ))}
    </div>
  );
}
