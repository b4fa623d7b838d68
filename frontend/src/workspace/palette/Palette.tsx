import { api } from "@kernel/api/client";
import type { ConversationRow, Page, PersonRef } from "@kernel/api/types";
import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { ArrowRight, Search } from "lucide-react";
import { useDeferredValue, useId, useState } from "react";
import { useLocation } from "wouter";
import { usePeopleSearch } from "../data/people";
import { type CommandGroup, useAllCommands } from "../keyboard/commands";
import { Keys } from "../keyboard/Keys";
import { PersonAvatar } from "../ui/Avatar";
import { cx } from "../ui/cx";
import { Dialog } from "../ui/Dialog";
import { matchesWords } from "./match";
import styles from "./Palette.module.css";

const GROUPS: CommandGroup[] = ["conversation", "list", "go", "general"];

type Option = { key: string; group: string; content: React.ReactNode; run: () => void };

/** One field for every command, conversation and person. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const list = useId();
  const options = useOptions(text);
  const chosen = Math.min(at, options.length - 1);

  const run = (option: Option | undefined) => {
    if (!option) return;
    onClose();
    // After the dialog has given the focus back, so that the command may move it on.
    window.setTimeout(option.run, 0);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length > 0) {
      event.preventDefault();
      const next = (chosen + step + options.length) % options.length;
      setAt(next);
      document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      run(options[chosen]);
    }
  };

  return (
    <Dialog title={t`Commands, conversations and people`} onClose={onClose} bare width="wide">
      <div className={styles.search}>
        <Search aria-hidden="true" />
        <input
          role="combobox"
          aria-label={t`Commands, conversations and people`}
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={options.length > 0 ? `${list}-${chosen}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={t`What would you like to do?`}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <kbd>Esc</kbd>
      </div>
      <div role="listbox" id={list} aria-label={t`Results`} className={styles.results}>
        {options.map((option, index) => (
          <PaletteLine
            key={option.key}
            id={`${list}-${index}`}
            option={option}
            heading={option.group !== options[index - 1]?.group ? option.group : ""}
            selected={index === chosen}
            onPoint={() => setAt(index)}
            onRun={() => run(option)}
          />
        ))}
      </div>
      {options.length === 0 && <p className={styles.nothing}>{t`Nothing found`}</p>}
    </Dialog>
  );
}

type LineProps = {
  id: string;
  option: Option;
  heading: string;
  selected: boolean;
  onPoint: () => void;
  onRun: () => void;
};

function PaletteLine({ id, option, heading, selected, onPoint, onRun }: LineProps) {
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
        aria-selected={selected}
        className={cx(styles.option, selected && styles.selected)}
        onPointerMove={onPoint}
        onClick={onRun}
      >
        {option.content}
      </div>
    </>
  );
}

function useOptions(text: string): Option[] {
  const { t } = useLingui();
  const [, go] = useLocation();
  const wanted = useDeferredValue(text.trim());
  const commands = useAllCommands()
    .filter(({ hidden, label }) => !hidden && matchesWords(label, wanted))
    .sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group));
  const people = usePeopleSearch(wanted);
  const conversations = useQuery({
    queryKey: ["conversations-found", wanted],
    queryFn: ({ signal }) =>
      api.get<Page<ConversationRow>>("conversations", { q: wanted, status: "all", size: 6 }, signal),
    select: (page) => page.items,
    enabled: wanted.length > 1,
  });
  const search = wanted.length > 1;
  return [
    ...commands.slice(0, search ? 6 : 50).map((command) => ({
      key: command.id,
      group: t`Commands`,
      content: (
        <>
          <ArrowRight aria-hidden="true" />
          <span className={styles.label}>{command.label}</span>
          {command.keys && <Keys keys={command.keys} />}
        </>
      ),
      run: command.run,
    })),
    ...(search ? (conversations.data ?? []) : []).map((row) => ({
      key: row.id,
      group: t`Conversations`,
      content: (
        <>
          <PersonAvatar person={row.customer} size="small" />
          <span className={styles.label} dir="auto">
            {row.subject}
          </span>
          <span className={styles.extra} dir="auto">{`#${row.number} · ${row.customer.name}`}</span>
        </>
      ),
      run: () => go(`/view/open/c/${row.id}`),
    })),
    ...(search ? (people.data ?? []) : []).slice(0, 6).map((person: PersonRef) => ({
      key: person.id,
      group: t`People`,
      content: (
        <>
          <PersonAvatar person={person} size="small" />
          <span className={styles.label} dir="auto">
            {person.name}
          </span>
          <span className={styles.extra} dir="auto">
            {person.handle && `@${person.handle}`}
          </span>
        </>
      ),
      run: () => go(`/people/${person.id}`),
    })),
  ];
}
