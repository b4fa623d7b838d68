import { roveFocus } from "@kernel/a11y/focus";
import { Check } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { cx } from "./cx";
import styles from "./Menu.module.css";

export type MenuItem = {
  key: string;
  label: ReactNode;
  icon?: ReactNode;
  hint?: ReactNode;
  checked?: boolean;
  disabled?: boolean;
  onSelect: () => void;
};
export type MenuGroup = { key: string; heading?: string; items: MenuItem[] };

type TriggerProps = {
  "aria-haspopup": "menu";
  "aria-expanded": boolean;
  "aria-controls": string;
  onClick: () => void;
};
type Props = {
  label: string;
  groups: MenuGroup[];
  trigger: (props: TriggerProps) => ReactNode;
  align?: "start" | "end";
  side?: "below" | "above";
};

export function Menu({ label, groups, trigger, align = "start", side = "below" }: Props) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const close = (refocus: boolean) => {
    setOpen(false);
    if (refocus) box.current?.querySelector<HTMLElement>("[aria-haspopup]")?.focus();
  };

  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    box.current?.querySelector<HTMLElement>("[role^=menuitem]")?.focus();
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears the keys of the menu inside
    <div
      ref={box}
      className={styles.box}
      onKeyDown={(event) => {
        if (!open) return;
        if (event.key === "Escape" || event.key === "Tab") {
          event.stopPropagation();
          if (event.key === "Escape") event.preventDefault();
          close(event.key === "Escape");
        } else if (box.current && roveFocus(box.current, event.key)) event.preventDefault();
      }}
    >
      {trigger({ "aria-haspopup": "menu", "aria-expanded": open, "aria-controls": id, onClick: () => setOpen(!open) })}
      {open && (
        <div id={id} role="menu" aria-label={label} className={cx(styles.menu, styles[align], styles[side])}>
          {groups.map((group) => (
            <MenuSection key={group.key} group={group} onDone={() => close(true)} />
          ))}
        </div>
      )}
    </div>
  );
}

function MenuSection({ group, onDone }: { group: MenuGroup; onDone: () => void }) {
  if (group.items.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a menu
    <div role="group" {...(group.heading ? { "aria-label": group.heading } : {})} className={styles.group}>
      {group.heading && (
        <div aria-hidden="true" className={styles.heading}>
          {group.heading}
        </div>
      )}
      {group.items.map((item) => (
        <button
          key={item.key}
          type="button"
          role={item.checked === undefined ? "menuitem" : "menuitemradio"}
          {...(item.checked === undefined ? {} : { "aria-checked": item.checked })}
          disabled={item.disabled}
          tabIndex={-1}
          className={styles.item}
          onClick={() => {
            onDone();
            item.onSelect();
          }}
        >
          {item.icon}
          <span className={styles.label}>{item.label}</span>
          {item.hint && <span className={styles.hint}>{item.hint}</span>}
          {item.checked && <Check aria-hidden="true" />}
        </button>
      ))}
    </div>
  );
}
