import { useLingui } from "@lingui/react/macro";
import { Check, Search } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { matchesWords } from "../../palette/match";
import { cx } from "../../ui/cx";
import styles from "./PickList.module.css";

export type Choice = {
  key: string;
  text: string;
  icon?: ReactNode;
  extra?: ReactNode;
  group?: string;
  chosen?: boolean;
  pick: () => void;
};

type Props = { label: string; choices: Choice[]; searchable?: boolean; empty?: ReactNode };

/** A list to pick from with the keyboard alone: type to narrow, arrows to move, Enter to pick. */
export function PickList({ label, choices, searchable = true, empty }: Props) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const shown = choices.filter((choice) => matchesWords(choice.text, text));
  const current = Math.min(at, shown.length - 1);
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length > 0) {
      event.preventDefault();
      const next = (current + step + shown.length) % shown.length;
      setAt(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      shown[current]?.pick();
    }
  };
  return (
    <div className={styles.box}>
      <div className={cx(styles.search, !searchable && "visually-hidden")}>
        <Search aria-hidden="true" />
        <input
          role="combobox"
          aria-label={label}
          aria-expanded="true"
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={shown.length > 0 ? `${id}-${current}` : undefined}
          autoComplete="off"
          readOnly={!searchable}
          placeholder={t`Type to find`}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div role="listbox" id={id} aria-label={label} className={styles.list}>
        {shown.map((choice, index) => (
          <Line
            key={choice.key}
            id={`${id}-${index}`}
            choice={choice}
            heading={choice.group !== shown[index - 1]?.group ? choice.group : undefined}
            current={index === current}
            onPoint={() => setAt(index)}
          />
        ))}
      </div>
      {shown.length === 0 && <p className={styles.empty}>{choices.length === 0 && empty ? empty : t`Nothing found`}</p>}
    </div>
  );
}

type LineProps = { id: string; choice: Choice; heading: string | undefined; current: boolean; onPoint: () => void };

function Line({ id, choice, heading, current, onPoint }: LineProps) {
  return (
    <>
      {heading && (
        <div aria-hidden="true" className={styles.heading}>
          {heading}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field keeps the focus and hears the keys */}
      <div
        id={id}
        role="option"
        aria-selected={choice.chosen ?? current}
        className={cx(styles.option, current && styles.current)}
        onPointerMove={onPoint}
        onClick={choice.pick}
      >
        {choice.icon}
        <span className={styles.text} dir="auto">
          {choice.text}
        </span>
        {choice.extra && <span className={styles.extra}>{choice.extra}</span>}
        {choice.chosen && <Check aria-hidden="true" />}
      </div>
    </>
  );
}
