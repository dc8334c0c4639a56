import { defineConfig } from "vitest/config";

/** `./sardonyx bench page`: what a person waits for, measured in Chromium against the packaged program. */
export default defineConfig({
  test: {
    include: ["browser/**/*.bench.ts"],
    environment: "node",
    globalSetup: ["./browser/globalSetup.ts"],
    testTimeout: 300_000,
    hookTimeout: 600_000,
    fileParallelism: false,
    reporters: ["dot"],
    // The figures are what one asked for.
    disableConsoleIntercept: true,
  },
});
