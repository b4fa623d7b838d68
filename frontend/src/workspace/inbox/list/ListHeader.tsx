import { useLingui } from "@lingui/react/macro";
import { ArrowDownWideNarrow, ListFilter, Menu as MenuIcon, Search, X } from "lucide-react";
import { type RefObject, use, useEffect, useState } from "react";
import { useInboxes, useTeams } from "../../data/directory";
import { countNarrowing, ORDERS, type Scope } from "../../data/filters";
import { Keys } from "../../keyboard/Keys";
import { DrawerContext } from "../../shell/drawer-context";
import { ORDER_NAMES, VIEW_NAMES } from "../../shell/names";
import { IconButton } from "../../ui/Button";
import { Menu } from "../../ui/Menu";
import type { Place } from "../place";
import { FilterPanel } from "./FilterPanel";
import styles from "./ListHeader.module.css";

type Props = { place: Place; searchField: RefObject<HTMLInputElement | null> };

export function ListHeader({ place, searchField }: Props) {
  const { i18n, t } = useLingui();
  const openDrawer = use(DrawerContext);
  const [filtering, setFiltering] = useState(false);
  const { narrowing, scope } = place.filters;
  const count = countNarrowing(narrowing);
  const title = usePlaceName(scope);
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        {openDrawer && (
          <IconButton label={t`Open navigation`} onClick={openDrawer}>
            <MenuIcon />
          </IconButton>
        )}
        <h1 className={styles.title} dir="auto">
          {title}
        </h1>
        <IconButton
          label={count > 0 ? t`Filters (${count} set)` : t`Filters`}
          aria-expanded={filtering}
          aria-pressed={count > 0}
          onClick={() => setFiltering(!filtering)}
        >
          <ListFilter />
        </IconButton>
        <Menu
          label={t`Order`}
          align="end"
          groups={[
            {
              key: "order",
              heading: t`Order`,
              items: ORDERS.map((order) => ({
                key: order,
                label: i18n._(ORDER_NAMES[order]),
                checked: narrowing.order === order,
                onSelect: () => place.narrow({ order }),
              })),
            },
          ]}
          trigger={(props) => (
            <IconButton {...props} label={t`Order: ${i18n._(ORDER_NAMES[narrowing.order])}`}>
              <ArrowDownWideNarrow />
            </IconButton>
          )}
        />
      </div>
      <SearchField place={place} field={searchField} />
      {filtering && <FilterPanel place={place} />}
    </header>
  );
}

function SearchField({ place, field }: { place: Place; field: RefObject<HTMLInputElement | null> }) {
  const { t } = useLingui();
  const { q } = place.filters.narrowing;
  const [text, setText] = useState(q);
  useEffect(() => setText(q), [q]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the clock
  useEffect(() => {
    if (text === q) return;
    const timer = window.setTimeout(() => place.narrow({ q: text }), 250);
    return () => window.clearTimeout(timer);
  }, [text]);
  return (
    <search className={styles.search}>
      <Search aria-hidden="true" />
      <input
        ref={field}
        type="search"
        aria-label={t`Search conversations`}
        placeholder={t`Search conversations`}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          setText("");
          event.currentTarget.blur();
        }}
      />
      {text ? (
        <IconButton label={t`Clear search`} className={styles.clear} onClick={() => setText("")}>
          <X />
        </IconButton>
      ) : (
        <Keys keys="/" />
      )}
    </search>
  );
}

function usePlaceName(scope: Scope): string {
  const { i18n } = useLingui();
  const inboxes = useInboxes().data;
  const teams = useTeams().data;
  if (scope.kind === "view") return i18n._(VIEW_NAMES[scope.key]);
  const among: { id: string; name: string }[] | undefined = scope.kind === "inbox" ? inboxes : teams;
  return among?.find(({ id }) => id === scope.key)?.name ?? "";
}
