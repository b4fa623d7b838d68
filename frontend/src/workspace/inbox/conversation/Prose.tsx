import { useMemo } from "react";
import styles from "./Prose.module.css";

/** What people wrote, as the server cleaned it. Shows the plain text when there is no HTML yet. */
export function Prose({ html, text }: { html: string; text: string }) {
  const cleaned = useMemo(() => ({ __html: html }), [html]);
  if (!html) {
    return (
      <div className={styles.prose} dir="auto">
        {text.split(/\n{2,}/).map((paragraph, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of a fixed text have no other name
          <p key={index} className={styles.plain}>
            {paragraph}
          </p>
        ))}
      </div>
    );
  }
  // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by the server against an allow-list; the content security policy runs no script from here
  return <div className={styles.prose} dir="auto" dangerouslySetInnerHTML={cleaned} />;
}
