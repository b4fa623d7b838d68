import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../tokens/tokens.css";

const root = document.getElementById("workspace");
if (root) createRoot(root).render(<StrictMode>Chorus</StrictMode>);
