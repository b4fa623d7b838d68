/** Small behaviours that attach to server-rendered community pages by data attribute. */
document.documentElement.dataset.scripts = "on";

export {};
