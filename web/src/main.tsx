import "./app/styles.css";
import { Problem } from "@sardonyx/client";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";

const root = document.getElementById("root");
if (root) {
  createRoot(root, {
    // A problem that is said where it happened is no fault of the program.
    onCaughtError: (error) => error instanceof Problem || console.error(error),
  }).render(<App />);
}
