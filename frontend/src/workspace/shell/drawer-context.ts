import { createContext } from "react";

/** Opens the navigation where it does not stand beside the content; null where it does. */
export const DrawerContext = createContext<(() => void) | null>(null);
