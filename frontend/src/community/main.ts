/** Small behaviours that attach to server-rendered community pages by data attribute. */
import "./community.css";

document.documentElement.dataset.scripts = "on";
