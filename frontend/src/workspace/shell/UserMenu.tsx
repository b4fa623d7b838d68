import { useLingui } from "@lingui/react/macro";
import { ChevronsUpDown, CircleHelp, LogOut, MessagesSquare, Monitor, Moon, Settings, Sun } from "lucide-react";
import { useLocation } from "wouter";
import { listCommands } from "../keyboard/commands";
import { signOut } from "../session/doors";
import { useMe } from "../session/me";
import { setPreferences, type Theme, usePreferences } from "../session/preferences";
import { Avatar } from "../ui/Avatar";
import { Menu } from "../ui/Menu";
import { ROLE_NAMES } from "./names";
import styles from "./UserMenu.module.css";

export function UserMenu() {
  const { i18n, t } = useLingui();
  const [, go] = useLocation();
  const { user, role } = useMe();
  const { theme } = usePreferences();
  const roleName = ROLE_NAMES[role];
  const look = (key: Theme, label: string, icon: React.ReactNode) => ({
    key,
    label,
    icon,
    checked: theme === key,
    onSelect: () => setPreferences({ theme: key }),
  });
  return (
    <div className={styles.wrap}>
      <Menu
        label={t`Your menu`}
        side="above"
        groups={[
          {
            key: "places",
            items: [
              { key: "settings", label: t`Settings`, icon: <Settings />, onSelect: () => go("/settings") },
              {
                key: "help",
                label: t`Keyboard shortcuts`,
                icon: <CircleHelp />,
                hint: "?",
                onSelect: () =>
                  listCommands()
                    .find(({ id }) => id === "help")
                    ?.run(),
              },
              {
                key: "community",
                label: t`Open the community`,
                icon: <MessagesSquare />,
                onSelect: () => window.location.assign("/"),
              },
            ],
          },
          {
            key: "theme",
            heading: t`Appearance`,
            items: [
              look("system", t`Like the system`, <Monitor />),
              look("light", t`Light`, <Sun />),
              look("dark", t`Dark`, <Moon />),
            ],
          },
          { key: "out", items: [{ key: "out", label: t`Sign out`, icon: <LogOut />, onSelect: signOut }] },
        ]}
        trigger={(props) => (
          <button type="button" {...props} className={styles.trigger}>
            <Avatar name={user.name} hue={user.avatar_hue} />
            <span className={styles.text}>
              <span className={styles.name} dir="auto">
                {user.name}
              </span>
              <span className={styles.role}>{roleName ? i18n._(roleName) : role}</span>
            </span>
            <ChevronsUpDown aria-hidden="true" />
          </button>
        )}
      />
    </div>
  );
}
