import { Trans } from "@lingui/react/macro";
import { Component, type ReactNode } from "react";
import styles from "./Failure.module.css";

/** The last line: a fault of ours leaves a sentence and a way on, never a white page. */
export class Failure extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return <FailureNote />;
  }
}

export function FailureNote() {
  return (
    <main className={styles.note} role="alert">
      <h1>
        <Trans>The desk stopped working</Trans>
      </h1>
      <p>
        <Trans>What you wrote is kept in this browser.</Trans>
      </p>
      <p>
        <a href={window.location.href}>
          <Trans>Load it again</Trans>
        </a>
      </p>
    </main>
  );
}
