import { defineConfig } from "vitest/config";

/** Drives Chromium against the packaged program; see browser/program.ts for what it starts. */
export default defineConfig({
  test: {
    include: ["browser/**/*.test.ts"],
    environment: "node",
    globalSetup: ["./browser/globalSetup.ts"],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // Each has a browser; more would only wait for one another.
    maxWorkers: 2,
  },
});
