import type { ToolCall } from "@sardonyx/client";

/** As a person would say it: «search_documents» becomes «Search documents». */
export function toolName(name: string): string {
  const words = name.replace(/[_.:/-]+/g, " ").trim();
  return words === "" ? "Tool" : words.charAt(0).toUpperCase() + words.slice(1);
}

export function toolTime({ status, duration_ms }: ToolCall): string {
  if (status === "running") {
    return "running";
  }
  if (duration_ms === null) {
    return status === "failed" ? "failed" : "";
  }
  const time = duration_ms < 1_000 ? `${duration_ms} ms` : `${(duration_ms / 1_000).toFixed(1)} s`;
  return status === "failed" ? `failed after ${time}` : time;
}
