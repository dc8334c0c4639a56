import "./app/styles.css";
import { createRoot } from "react-dom/client";
import { Problem } from "@/core";
import { App } from "./app/App";

const root = document.getElementById("root");
if (root) {
  createRoot(root, {
    // A problem that is said where it happened is no fault of the program.
    onCaughtError: (error) => error instanceof Problem || console.error(error),
  }).render(<App />);
}
