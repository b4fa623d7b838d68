import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { Link } from "wouter";
import { useMe } from "../session/me";
import { ScreenHeader } from "../shell/ScreenHeader";
import { cx } from "../ui/cx";
import { AppearanceSection } from "./AppearanceSection";
import { InboxesSection } from "./InboxesSection";
import { InvitationsSection } from "./InvitationsSection";
import { MembersSection } from "./MembersSection";
import { ProfileSection } from "./ProfileSection";
import { SessionsSection } from "./SessionsSection";
import styles from "./Settings.module.css";
import { brandSections, OWN, SECTION_NAMES, type Section } from "./sections";
import { TeamsSection } from "./TeamsSection";
import { TokensSection } from "./TokensSection";

const SCREENS: Record<Section, () => React.ReactNode> = {
  profile: ProfileSection,
  appearance: AppearanceSection,
  sessions: SessionsSection,
  tokens: TokensSection,
  members: MembersSection,
  invitations: InvitationsSection,
  teams: TeamsSection,
  inboxes: InboxesSection,
};

export default function SettingsScreen({ section }: { section: string }) {
  const { i18n, t } = useLingui();
  const me = useMe();
  const allowed = [...OWN, ...brandSections(me)];
  const current = allowed.find((known) => known === section) ?? "profile";
  const Screen = SCREENS[current];
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the sections are one line to swipe: the open one must be in sight.
    const here = nav.current?.querySelector(`[href$="/settings/${current}"]`);
    here?.scrollIntoView?.({ block: "nearest", inline: "center" });
  }, [current]);
  return (
    <div className={styles.screen}>
      <ScreenHeader title={t`Settings`} />
      <div className={styles.panes}>
        <nav aria-label={t`Settings`} className={styles.nav} ref={nav}>
          <SectionLinks heading={t`You`} sections={OWN} current={current} />
          <SectionLinks heading={me.tenant.name} sections={brandSections(me)} current={current} />
        </nav>
        <section className={styles.content} aria-labelledby="section-title">
          <h2 id="section-title" className={styles.title}>
            {i18n._(SECTION_NAMES[current])}
          </h2>
          <Screen />
        </section>
      </div>
    </div>
  );
}

function SectionLinks({ heading, sections, current }: { heading: string; sections: Section[]; current: Section }) {
  const { i18n } = useLingui();
  return (
    <div className={styles.group}>
      <h2 dir="auto">{heading}</h2>
      <ul>
        {sections.map((section) => (
          <li key={section}>
            <Link
              href={`/settings/${section}`}
              className={cx(styles.link, section === current && styles.here)}
              {...(section === current ? { "aria-current": "page" as const } : {})}
            >
              {i18n._(SECTION_NAMES[section])}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
