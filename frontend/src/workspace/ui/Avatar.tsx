import type { PersonRef } from "@kernel/api/types";
import styles from "./Avatar.module.css";
import { cx } from "./cx";

type Props = {
  name: string;
  hue: number;
  size?: "tiny" | "small" | "normal" | "large";
  className?: string | undefined;
};

type Ref = Pick<PersonRef, "name" | "user_id" | "avatar_hue">;

/** Initials on a colour of their own. The name stands beside it everywhere, so it says nothing to screen readers. */
export function Avatar({ name, hue, size = "normal", className }: Props) {
  return (
    <span
      aria-hidden="true"
      className={cx(styles.avatar, styles[size], className)}
      style={{ "--hue": hue } as React.CSSProperties}
    >
      {initialsOf(name)}
    </span>
  );
}

/** A person's picture; colleagues have the same one as a user and as the author of a message. */
export function PersonAvatar({ person, ...rest }: { person: Ref } & Omit<Props, "name" | "hue">) {
  return <Avatar {...rest} name={person.name} hue={person.user_id ? hueOf(person.user_id) : person.avatar_hue} />;
}

/** The server's way of giving a user a hue. */
export function hueOf(id: string): number {
  return Number(BigInt(`0x${id.replaceAll("-", "")}`) % 360n);
}

/** Up to two letters: of the first and the last word, or the first character where names are not divided. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/^[^\p{L}\p{N}]+/u, "")
    .trim()
    .split(/[\s_.-]+/)
    .filter(Boolean);
  const first = [...(words[0] ?? "?")][0] ?? "?";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return /\p{Script=Latin}|\p{Script=Cyrillic}|\p{Script=Greek}/u.test(first)
    ? (first + last).toLocaleUpperCase()
    : first;
}
