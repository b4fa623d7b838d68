import styles from "./Keys.module.css";
import { isMac } from "./platform";

/** Keys as they stand on the reader's keyboard. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={styles.keys}>
      {keys.split(" ").map((press) => (
        <kbd key={press}>{nameOf(press)}</kbd>
      ))}
    </span>
  );
}

export function nameOf(press: string): string {
  const names: Record<string, string> = {
    mod: isMac() ? "⌘" : "Ctrl",
    shift: "⇧",
    alt: "Alt",
    enter: "↵",
    escape: "Esc",
  };
  return press
    .split("+")
    .map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key))
    .join(isMac() ? "" : " ");
}
