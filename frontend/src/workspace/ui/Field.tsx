import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from "react";
import { cx } from "./cx";
import styles from "./Field.module.css";

type Shared = { label: string; hint?: ReactNode; error?: string | undefined; quiet?: boolean };

function Frame({ id, label, hint, error, quiet = false, children }: Shared & { id: string; children: ReactNode }) {
  return (
    <div className={styles.frame}>
      <label htmlFor={id} className={quiet ? "visually-hidden" : styles.label}>
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className={styles.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

function described(id: string, { hint, error }: Shared) {
  const ids = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return { "aria-invalid": error ? true : undefined, "aria-describedby": ids || undefined } as const;
}

export function TextField({ label, hint, error, ...rest }: Shared & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input id={id} {...rest} {...described(id, { label, hint, error })} className={styles.control} />
    </Frame>
  );
}

export function TextArea({
  label,
  hint,
  error,
  quiet = false,
  ...rest
}: Shared & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error} quiet={quiet}>
      <textarea
        id={id}
        rows={4}
        {...rest}
        {...described(id, { label, hint, error })}
        className={cx(styles.control, styles.area)}
      />
    </Frame>
  );
}

export function SelectField({
  label,
  hint,
  error,
  children,
  ...rest
}: Shared & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <select
        id={id}
        {...rest}
        {...described(id, { label, hint, error })}
        className={cx(styles.control, styles.select)}
      >
        {children}
      </select>
    </Frame>
  );
}
