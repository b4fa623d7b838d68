import { useLingui } from "@lingui/react/macro";
import { Dialog } from "../ui/Dialog";
import { type CommandGroup, useAllCommands } from "./commands";
import styles from "./HelpSheet.module.css";
import { Keys } from "./Keys";

export function HelpSheet({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const commands = useAllCommands().filter(({ keys }) => keys);
  const groups: [CommandGroup, string][] = [
    ["conversation", t`Conversation`],
    ["list", t`List`],
    ["go", t`Go to`],
    ["general", t`General`],
  ];
  return (
    <Dialog title={t`Keyboard shortcuts`} onClose={onClose} width="wide">
      <div className={styles.columns}>
        {groups.map(([group, heading]) => {
          const own = commands.filter((command) => command.group === group);
          if (own.length === 0) return null;
          return (
            <section key={group} className={styles.group}>
              <h3>{heading}</h3>
              <dl>
                {own.map(({ id, label, keys }) => (
                  <div key={id} className={styles.line}>
                    <dt>{label}</dt>
                    <dd>
                      <Keys keys={keys ?? ""} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}
