/** What a person chose for this browser: theme, density, whether the person panel stands open. */
import { useSyncExternalStore } from "react";

export type Theme = "system" | "light" | "dark";
export type Density = "comfortable" | "compact";
export type Preferences = { theme: Theme; density: Density; panel: boolean };

const KEY = "chorus.preferences";
const DEFAULTS: Preferences = { theme: "system", density: "comfortable", panel: true };
const listeners = new Set<() => void>();
let current = load();

function load(): Preferences {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return { ...DEFAULTS, ...(typeof saved === "object" ? saved : {}) };
  } catch {
    return DEFAULTS;
  }
}

export function applyPreferences({ theme, density }: Preferences = current): void {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  root.dataset.density = density;
}

export function setPreferences(part: Partial<Preferences>): void {
  current = { ...current, ...part };
  localStorage.setItem(KEY, JSON.stringify(current));
  applyPreferences();
  for (const listener of listeners) listener();
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
