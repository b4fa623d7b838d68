import { useLingui } from "@lingui/react/macro";
import { Menu as MenuIcon } from "lucide-react";
import { type ReactNode, use } from "react";
import { IconButton } from "../ui/Button";
import { DrawerContext } from "./drawer-context";
import styles from "./ScreenHeader.module.css";

export function ScreenHeader({ title, children }: { title: string; children?: ReactNode }) {
  const { t } = useLingui();
  const openDrawer = use(DrawerContext);
  return (
    <header className={styles.header}>
      {openDrawer && (
        <IconButton label={t`Open navigation`} onClick={openDrawer}>
          <MenuIcon />
        </IconButton>
      )}
      <h1 className={styles.title} dir="auto">
        {title}
      </h1>
      {children}
    </header>
  );
}
