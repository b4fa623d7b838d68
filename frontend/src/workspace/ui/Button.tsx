import type { ButtonHTMLAttributes, ReactNode } from "react";
import styles from "./Button.module.css";
import { cx } from "./cx";

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: "primary" | "plain" | "quiet" | "danger";
  size?: "small" | "normal";
  icon?: ReactNode;
};

export function Button({ look = "plain", size = "normal", icon, children, className, ...rest }: Props) {
  return (
    <button type="button" {...rest} className={cx(styles.button, styles[look], styles[size], className)}>
      {icon}
      {children}
    </button>
  );
}

type IconProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "aria-label"> & {
  label: string;
  hint?: string;
  children: ReactNode;
};

/** A button that is only a picture: its label is what screen readers say and what hovering shows. */
export function IconButton({ label, hint, children, className, ...rest }: IconProps) {
  const title = hint ? `${label} (${hint})` : label;
  return (
    <button type="button" {...rest} aria-label={label} title={title} className={cx(styles.icon, className)}>
      {children}
    </button>
  );
}
