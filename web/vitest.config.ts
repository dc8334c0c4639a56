import { mergeConfig } from "vite";
import { defineConfig } from "vitest/config";
import vite from "./vite.config.ts";

export default mergeConfig(
  vite,
  defineConfig({
    test: {
      projects: [
        { extends: true, test: { name: "core", include: ["src/**/*.test.ts"], environment: "node" } },
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
