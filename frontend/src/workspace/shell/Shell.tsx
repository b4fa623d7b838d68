import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useEffect, useState } from "react";
import { useLocation } from "wouter";
import { useCommands } from "../keyboard/commands";
import { HelpSheet } from "../keyboard/HelpSheet";
import { useKeyboard } from "../keyboard/keys";
import { Palette } from "../palette/Palette";
import { NARROW, useMedia } from "../ui/media";
import { Toasts } from "../ui/Toasts";
import { Drawer } from "./Drawer";
import { DrawerContext } from "./drawer-context";
import { OfflineBar } from "./OfflineBar";
import styles from "./Shell.module.css";
import { Sidebar } from "./Sidebar";
import { useGoCommands } from "./useGoCommands";
import { useTitle } from "./useTitle";

type Sheet = "palette" | "help" | null;

export function Shell({ children }: { children: ReactNode }) {
  const { t } = useLingui();
  const [sheet, setSheet] = useState<Sheet>(null);
  const [drawer, setDrawer] = useState(false);
  const [location] = useLocation();
  const narrow = useMedia(NARROW);
  useKeyboard();
  useGoCommands();
  useTitle();
  useCommands([
    {
      id: "palette",
      label: t`Open the command palette`,
      group: "general",
      keys: "mod+k",
      hidden: true,
      run: () => setSheet("palette"),
    },
    { id: "help", label: t`Show keyboard shortcuts`, group: "general", keys: "?", run: () => setSheet("help") },
  ]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: arriving somewhere closes the drawer that led there
  useEffect(() => setDrawer(false), [location]);

  const sidebar = <Sidebar onPalette={() => setSheet("palette")} />;
  return (
    <DrawerContext value={narrow ? () => setDrawer(true) : null}>
      <a href="#content" className={styles.skip}>
        {t`Skip to the content`}
      </a>
      <OfflineBar />
      <div className={styles.shell}>
        {narrow ? (
          drawer && <Drawer onClose={() => setDrawer(false)}>{sidebar}</Drawer>
        ) : (
          <aside className={styles.aside}>{sidebar}</aside>
        )}
        <main id="content" tabIndex={-1} className={styles.main}>
          {children}
        </main>
      </div>
      <Toasts />
      {sheet === "palette" && <Palette onClose={() => setSheet(null)} />}
      {sheet === "help" && <HelpSheet onClose={() => setSheet(null)} />}
    </DrawerContext>
  );
}
