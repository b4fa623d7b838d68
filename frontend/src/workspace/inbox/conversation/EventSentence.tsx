import type { Entry } from "@kernel/api/types";
import { fullTime } from "@kernel/i18n/time";
import { Trans, useLingui } from "@lingui/react/macro";
import { PRIORITY_NAMES, STATUS_NAMES } from "../../shell/names";

/** A name inside a sentence: apart from its direction, so that names of any script stand right. */
function Name({ children }: { children: string }) {
  return (
    <b>
      <bdi>{children}</bdi>
    </b>
  );
}

/** The name in a value like {id, name}, or the text itself. */
function nameIn(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "object" && value !== null && "name" in value) return String(value.name);
  return "";
}

function namesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(nameIn).filter(Boolean) : [];
}

export function EventSentence({ entry }: { entry: Entry }) {
  const { t } = useLingui();
  const who = entry.author?.name ?? t`Chorus`;
  switch (entry.code) {
    case "assigned":
      return <Assigned who={who} data={entry.data} />;
    case "handed_off":
      return <HandedOff who={who} data={entry.data} />;
    case "status_changed":
      return <StatusChanged who={who} data={entry.data} byItself={entry.author === null} />;
    case "priority_changed":
      return <PriorityChanged who={who} data={entry.data} />;
    case "labelled":
      return <Labelled who={who} data={entry.data} />;
    case "moved":
      return (
        <Trans>
          <Name>{who}</Name> moved this to <Name>{nameIn(entry.data.to_inbox)}</Name>
        </Trans>
      );
    case "created":
      return <Trans>The conversation began</Trans>;
    case "imported":
      return <Trans>The conversation was imported</Trans>;
    case "reopened":
      return entry.data.reason === "delivery_failed" ? (
        <Trans>A reply could not be delivered, so it was opened again</Trans>
      ) : (
        <Trans>A new message opened it again</Trans>
      );
    case "solved":
      return entry.author ? (
        <Trans>
          <Name>{who}</Name> marked an answer as the solution
        </Trans>
      ) : (
        <Trans>The customer marked an answer as the solution</Trans>
      );
    default:
      return (
        <Trans>
          <Name>{who}</Name> changed something
        </Trans>
      );
  }
}

type Props = { who: string; data: Record<string, unknown> };

function Assigned({ who, data }: Props) {
  const [user, team] = [nameIn(data.user), nameIn(data.team)];
  if (user && user === who) {
    return (
      <Trans>
        <Name>{who}</Name> took this
      </Trans>
    );
  }
  if (user) {
    return (
      <Trans>
        <Name>{who}</Name> assigned this to <Name>{user}</Name>
      </Trans>
    );
  }
  if (team) {
    return (
      <Trans>
        <Name>{who}</Name> left this to the team <Name>{team}</Name>
      </Trans>
    );
  }
  return (
    <Trans>
      <Name>{who}</Name> assigned this to nobody
    </Trans>
  );
}

function HandedOff({ who, data }: Props) {
  const [from, to, user] = [nameIn(data.from_team), nameIn(data.to_team), nameIn(data.user)];
  if (user) {
    return (
      <Trans>
        <Name>{who}</Name> handed this off to <Name>{user}</Name> in <Name>{to}</Name>
      </Trans>
    );
  }
  if (from) {
    return (
      <Trans>
        <Name>{who}</Name> handed this off from <Name>{from}</Name> to <Name>{to}</Name>
      </Trans>
    );
  }
  return (
    <Trans>
      <Name>{who}</Name> handed this off to <Name>{to}</Name>
    </Trans>
  );
}

function StatusChanged({ who, data, byItself }: Props & { byItself: boolean }) {
  const { i18n } = useLingui();
  const to = String(data.to ?? "");
  if (to === "resolved") {
    return (
      <Trans>
        <Name>{who}</Name> resolved this
      </Trans>
    );
  }
  if (to === "snoozed" && typeof data.until === "string") {
    const until = fullTime(Date.parse(data.until), i18n.locale);
    return (
      <Trans>
        <Name>{who}</Name> snoozed this until {until}
      </Trans>
    );
  }
  if (to === "open" && data.from === "snoozed" && byItself) return <Trans>The snooze ended</Trans>;
  if (to === "open") {
    return (
      <Trans>
        <Name>{who}</Name> opened this again
      </Trans>
    );
  }
  const name = STATUS_NAMES[to as keyof typeof STATUS_NAMES];
  const status = name ? i18n._(name) : to;
  return (
    <Trans>
      <Name>{who}</Name> set the status to {status}
    </Trans>
  );
}

function PriorityChanged({ who, data }: Props) {
  const { i18n } = useLingui();
  const to = String(data.to ?? "");
  const name = PRIORITY_NAMES[to as keyof typeof PRIORITY_NAMES];
  const priority = name ? i18n._(name) : to;
  return (
    <Trans>
      <Name>{who}</Name> set the priority to {priority}
    </Trans>
  );
}

function Labelled({ who, data }: Props) {
  const { i18n } = useLingui();
  const list = new Intl.ListFormat(i18n.locale);
  const [added, removed] = [list.format(namesIn(data.added)), list.format(namesIn(data.removed))];
  if (added && removed) {
    return (
      <Trans>
        <Name>{who}</Name> added {added} and removed {removed}
      </Trans>
    );
  }
  if (removed) {
    return (
      <Trans>
        <Name>{who}</Name> removed the label {removed}
      </Trans>
    );
  }
  return (
    <Trans>
      <Name>{who}</Name> added the label {added}
    </Trans>
  );
}
