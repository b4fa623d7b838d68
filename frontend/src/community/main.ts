/** Small behaviours that attach to server-rendered community pages by data attribute; pages work and read well before them. */
import "./community.css";
import { attachBell } from "./bell";
import { colourCode } from "./colours";
import { attachComposers } from "./composer/attach";
import { guardForms } from "./forms";
import { attachMenus } from "./menus";
import { attachMessages } from "./messages";
import { attachPrinting } from "./printing";
import { attachSearched } from "./searched";
import { softenTimes } from "./times";
import { attachTopic } from "./topic";

document.documentElement.dataset.scripts = "on";
attachBell(document);
attachComposers(document);
attachMenus(document);
attachMessages(document);
guardForms(document);
softenTimes(document);
attachTopic(document);
colourCode(document);
attachPrinting(document);
attachSearched(document);
if (document.querySelector("[data-embed-frame]"))
  void import("./embed_frame").then(({ attachEmbedFrame }) => attachEmbedFrame(document));
if (document.querySelector("[data-theme-editor]"))
  void import("./theme_editor").then(({ attachThemeEditor }) => attachThemeEditor(document));
if (document.querySelector('a.person[href^="/u/"]'))
  void import("./person_card").then(({ attachPersonCards }) => attachPersonCards(document));
if (document.querySelector("[data-push]")) void import("./push").then(({ attachPush }) => attachPush(document));
if (document.querySelector("[data-review]")) void import("./review").then(({ attachReview }) => attachReview(document));
