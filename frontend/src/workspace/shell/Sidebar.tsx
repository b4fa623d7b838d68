import { Trans, useLingui } from "@lingui/react/macro";
import {
  Ban,
  CheckCircle2,
  CircleDot,
  Clock3,
  Hourglass,
  Inbox as InboxIcon,
  Search,
  ShieldCheck,
  UserRound,
  Users,
} from "lucide-react";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { useCounters, useInboxes, useReviewCounters, useTeams } from "../data/directory";
import { VIEWS, type View } from "../data/filters";
import { Keys } from "../keyboard/Keys";
import { useMe } from "../session/me";
import { HueDot } from "../ui/Chip";
import { cx } from "../ui/cx";
import { LiveDot } from "./LiveDot";
import { VIEW_NAMES } from "./names";
import styles from "./Sidebar.module.css";
import { UserMenu } from "./UserMenu";

const ICONS: Record<View, ReactNode> = {
  mine: <UserRound />,
  unassigned: <CircleDot />,
  open: <InboxIcon />,
  pending: <Hourglass />,
  snoozed: <Clock3 />,
  resolved: <CheckCircle2 />,
  spam: <Ban />,
};

export function Sidebar({ onPalette }: { onPalette: () => void }) {
  const { i18n, t } = useLingui();
  const me = useMe();
  const counters = useCounters();
  const inboxes = useInboxes();
  const teams = useTeams();
  const review = useReviewCounters();
  return (
    <div className={styles.sidebar}>
      <header className={styles.brand}>
        <span aria-hidden="true" className={styles.tile}>
          {[...me.tenant.name][0]}
        </span>
        <strong className={styles.name} dir="auto">
          {me.tenant.name}
        </strong>
        <LiveDot />
      </header>
      <button type="button" className={styles.search} onClick={onPalette}>
        <Search aria-hidden="true" />
        <span>{t`Search or jump`}</span>
        <Keys keys="mod+k" />
      </button>
      <nav aria-label={t`Conversations`} className={styles.nav}>
        <ul>
          {VIEWS.map((view) => (
            <Place
              key={view}
              to={`/view/${view}`}
              icon={ICONS[view]}
              count={counters.data?.views[view]}
              quiet={view === "resolved" || view === "spam"}
            >
              {i18n._(VIEW_NAMES[view])}
            </Place>
          ))}
        </ul>
        <PlaceGroup heading={t`Inboxes`}>
          {inboxes.data?.map((inbox) => (
            <Place
              key={inbox.id}
              to={`/inbox/${inbox.id}`}
              icon={<HueDot hue={inbox.hue} />}
              count={counters.data?.by_inbox[inbox.id]}
            >
              {inbox.name}
            </Place>
          ))}
        </PlaceGroup>
        <PlaceGroup heading={t`Teams`}>
          {teams.data?.map((team) => (
            <Place
              key={team.id}
              to={`/team/${team.id}`}
              icon={<HueDot hue={team.hue} />}
              count={counters.data?.by_team[team.id]}
            >
              {team.name}
            </Place>
          ))}
        </PlaceGroup>
        <ul className={styles.group}>
          <Place to="/people" icon={<Users />}>
            <Trans>People</Trans>
          </Place>
          <Outside href="/review/" icon={<ShieldCheck />} count={review.data?.total} late={review.data?.overdue}>
            <Trans>Review queue</Trans>
          </Outside>
        </ul>
      </nav>
      <UserMenu />
    </div>
  );
}

function PlaceGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <div className={styles.group}>
      <h2 className={styles.heading}>{heading}</h2>
      <ul>{children}</ul>
    </div>
  );
}

type PlaceProps = { to: string; icon: ReactNode; count?: number | undefined; quiet?: boolean; children: ReactNode };

function Place({ to, icon, count, quiet = false, children }: PlaceProps) {
  const [location] = useLocation();
  const here = location === to || location.startsWith(`${to}/`);
  return (
    <li>
      <Link
        href={to}
        className={cx(styles.place, here && styles.here)}
        {...(here ? { "aria-current": "page" as const } : {})}
      >
        <span aria-hidden="true" className={styles.icon}>
          {icon}
        </span>
        <span className={styles.label} dir="auto">
          {children}
        </span>
        {Boolean(count) && <Count value={count ?? 0} quiet={quiet} />}
      </Link>
    </li>
  );
}

type OutsideProps = {
  href: string;
  icon: ReactNode;
  count: number | undefined;
  late: number | undefined;
  children: ReactNode;
};

/** A page of the community that staff work in: a real link, for it is outside this application. */
function Outside({ href, icon, count, late, children }: OutsideProps) {
  const { t } = useLingui();
  return (
    <li>
      <a href={href} className={styles.place}>
        <span aria-hidden="true" className={styles.icon}>
          {icon}
        </span>
        <span className={styles.label} dir="auto">
          {children}
        </span>
        {Boolean(late) && <span className={styles.late}>{t`${late} overdue`}</span>}
        {Boolean(count) && <Count value={count ?? 0} quiet={false} />}
      </a>
    </li>
  );
}

function Count({ value, quiet }: { value: number; quiet: boolean }) {
  const { i18n } = useLingui();
  return (
    <span className={cx(styles.count, quiet && styles.quiet)}>
      {new Intl.NumberFormat(i18n.locale, { notation: "compact" }).format(value)}
    </span>
  );
}
