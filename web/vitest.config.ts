import { mergeConfig } from "vite";
import { defineConfig } from "vitest/config";
import vite from "./vite.config.ts";

export default mergeConfig(
  vite,
  defineConfig({
    test: {
      projects: [
        {
          extends: true,
          // The client's tests find vitest in this folder.
          resolve: { dedupe: ["vitest", "ws"] },
          test: {
            name: "client",
            dir: "../clients/js",
            include: ["src/**/*.test.ts", "test/**/*.test.ts"],
            environment: "node",
          },
        },
        { extends: true, test: { name: "logic", include: ["src/**/*.test.ts"], environment: "node" } },
        {
          extends: true,
          test: {
            name: "page",
            include: ["src/**/*.test.tsx"],
            environment: "happy-dom",
            setupFiles: ["./test/setup.ts"],
          },
        },
      ],
    },
  }),
);
