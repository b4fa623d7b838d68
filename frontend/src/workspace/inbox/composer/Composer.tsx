import type { Conversation } from "@kernel/api/types";
import { useLingui } from "@lingui/react/macro";
import { Lock, Reply, SendHorizontal } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { send, useOutbox } from "../../data/outbox";
import { nameOf } from "../../keyboard/Keys";
import { useMe } from "../../session/me";
import { Button } from "../../ui/Button";
import { cx } from "../../ui/cx";
import styles from "./Composer.module.css";
import { type DraftKind, useDraft } from "./drafts";
import { FormatBar } from "./FormatBar";
import { onComposerWanted } from "./focus";
import { NoReply } from "./NoReply";
import { StalePanel } from "./StalePanel";
import { useTypingSignal } from "./useTypingSignal";

type Props = { conversation: Conversation; seenSeq: number };

export function Composer({ conversation, seenSeq }: Props) {
  const { t } = useLingui();
  const [chosen, setChosen] = useState<DraftKind>("reply");
  const canReply = conversation.capabilities.reply;
  const kind: DraftKind = canReply ? chosen : conversation.capabilities.reply_hint === "view_only" ? "reply" : chosen;
  const field = useRef<HTMLTextAreaElement>(null);
  const stale = useOutbox(conversation.id).find((item) => item.state === "stale");

  useEffect(
    () =>
      onComposerWanted((wanted) => {
        // At once: the next key pressed belongs into the field, it must not become a shortcut.
        flushSync(() => setChosen(wanted));
        field.current?.focus();
      }),
    [],
  );

  return (
    <section className={styles.composer} aria-label={t`Write`}>
      {stale && <StalePanel item={stale} />}
      <div className={cx(styles.box, kind === "note" && styles.note)}>
        <div className={styles.head}>
          <div role="tablist" aria-label={t`What to write`} className={styles.tabs}>
            <Tab kind="reply" current={kind} onChoose={setChosen}>
              <Reply aria-hidden="true" />
              {t`Reply`}
            </Tab>
            <Tab kind="note" current={kind} onChoose={setChosen}>
              <Lock aria-hidden="true" />
              {t`Note`}
            </Tab>
          </div>
          {(kind === "note" || canReply) && <Destination kind={kind} conversation={conversation} />}
        </div>
        <div role="tabpanel" id="composer-panel" aria-labelledby={`composer-tab-${kind}`}>
          {kind === "reply" && !canReply ? (
            <NoReply hint={conversation.capabilities.reply_hint} />
          ) : (
            <Writing key={kind} kind={kind} conversation={conversation} seenSeq={seenSeq} field={field} />
          )}
        </div>
      </div>
    </section>
  );
}

/** Who will read what is written, said before it is written. */
function Destination({ kind, conversation }: { kind: DraftKind; conversation: Conversation }) {
  const { t } = useLingui();
  const { user } = useMe();
  const text =
    kind === "note"
      ? t`Only colleagues see this`
      : conversation.capabilities.reply_hint === "community"
        ? t`Appears in the community as ${user.name}`
        : t`Goes to ${conversation.customer.name}`;
  return (
    <p className={styles.hint} title={text}>
      {text}
    </p>
  );
}

type TabProps = { kind: DraftKind; current: DraftKind; onChoose: (kind: DraftKind) => void; children: React.ReactNode };

function Tab({ kind, current, onChoose, children }: TabProps) {
  const other: DraftKind = kind === "reply" ? "note" : "reply";
  return (
    <button
      type="button"
      role="tab"
      id={`composer-tab-${kind}`}
      aria-selected={kind === current}
      aria-controls="composer-panel"
      tabIndex={kind === current ? 0 : -1}
      className={styles.tab}
      onClick={() => onChoose(kind)}
      onKeyDown={(event) => {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
        onChoose(other);
        document.getElementById(`composer-tab-${other}`)?.focus();
      }}
    >
      {children}
    </button>
  );
}

type WritingProps = Props & { kind: DraftKind; field: React.RefObject<HTMLTextAreaElement | null> };

function Writing({ kind, conversation, seenSeq, field }: WritingProps) {
  const { t } = useLingui();
  const [text, setText] = useDraft(conversation.id, kind);
  const typing = useTypingSignal(conversation.id);
  const customer = conversation.customer.name;
  const submit = (resolve: boolean) => {
    const body = text.trim();
    if (!body) return;
    setText("");
    typing.stop();
    void send({ conversation: conversation.id, kind, body, seenSeq, resolve });
    field.current?.focus();
  };
  const placeholder = kind === "note" ? t`A note for your colleagues` : t`Your answer to ${customer}`;
  return (
    <>
      <div className={styles.grow} data-text={`${text}\n`}>
        <textarea
          ref={field}
          dir="auto"
          aria-label={placeholder}
          placeholder={placeholder}
          value={text}
          maxLength={20_000}
          rows={2}
          onChange={(event) => {
            setText(event.target.value);
            typing.type();
          }}
          onBlur={typing.stop}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              submit(event.shiftKey && kind === "reply");
            } else if (event.key === "Escape") {
              event.stopPropagation();
              event.currentTarget.blur();
            }
          }}
        />
      </div>
      <footer className={styles.foot}>
        <FormatBar field={field} onChange={setText} />
        <span className={styles.space} />
        {kind === "reply" && conversation.status !== "resolved" && (
          <Button look="quiet" disabled={!text.trim()} onClick={() => submit(true)} title={nameOf("mod+shift+enter")}>
            {t`Send and resolve`}
          </Button>
        )}
        <Button
          look="primary"
          className={styles.send}
          disabled={!text.trim()}
          icon={<SendHorizontal />}
          onClick={() => submit(false)}
          title={nameOf("mod+enter")}
        >
          {kind === "note" ? t`Add note` : t`Send`}
        </Button>
      </footer>
    </>
  );
}
