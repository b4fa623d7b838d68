/** Small behaviours that attach to server-rendered community pages by data attribute; pages work and read well before them. */
import "./community.css";
import { attachComposers } from "./composer/attach";
import { guardForms } from "./forms";
import { attachMenus } from "./menus";
import { attachPrinting } from "./printing";
import { attachSearched } from "./searched";
import { softenTimes } from "./times";
import { attachTopic } from "./topic";

document.documentElement.dataset.scripts = "on";
attachComposers(document);
attachMenus(document);
guardForms(document);
softenTimes(document);
attachTopic(document);
attachPrinting(document);
attachSearched(document);
