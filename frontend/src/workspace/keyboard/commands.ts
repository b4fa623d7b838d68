/** Everything one can do, by name: the keyboard, the palette and the help sheet all read this one list. */
import { useEffect, useRef, useSyncExternalStore } from "react";

export type CommandGroup = "conversation" | "list" | "go" | "general";
export type Command = {
  id: string;
  label: string;
  group: CommandGroup;
  /** "r", "g m" (one after the other), "mod+k" (Ctrl or Command), "shift+e". */
  keys?: string;
  /** Not offered in the palette: moving about with j and k is no command one searches for. */
  hidden?: boolean;
  run: () => void;
};

const sources = new Map<symbol, Command[]>();
const listeners = new Set<() => void>();
let all: Command[] = [];

function rebuild(): void {
  // The screen that came last wins when two claim the same name.
  all = [...new Map([...sources.values()].flat().map((command) => [command.id, command])).values()];
  for (const listener of listeners) listener();
}

function registerCommands(commands: Command[]): () => void {
  const source = Symbol("commands");
  sources.set(source, commands);
  rebuild();
  return () => {
    sources.delete(source);
    rebuild();
  };
}

/** Offers commands while the component is on the screen. */
export function useCommands(commands: Command[]): void {
  const latest = useRef(commands);
  latest.current = commands;
  // Only the names decide whether the list is rebuilt; what they do is looked up when they run.
  const signature = commands.map(({ id, label, keys }) => `${id}|${label}|${keys ?? ""}`).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: see the signature
  useEffect(() => {
    const run = (id: string) => latest.current.find((command) => command.id === id)?.run();
    return registerCommands(latest.current.map((command) => ({ ...command, run: () => run(command.id) })));
  }, [signature]);
}

export function listCommands(): Command[] {
  return all;
}

export function useAllCommands(): Command[] {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, listCommands);
}
