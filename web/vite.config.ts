import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where `npm run dev` finds the program. */
const server = process.env.SARDONYX_DEV_SERVER ?? "http://127.0.0.1:8080";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: {
    // The first that matches counts. The client is built from its sources: no build of its own comes first.
    alias: {
      "@sardonyx/client": path("../clients/js/src/index.ts"),
      "@": path("./src"),
    },
  },
  build: {
    target: "es2022",
    // Inlined assets would be data: addresses, which the content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // The first load is one file. By itself the bundler cuts it wherever a lazy file uses a part of it,
        // which made twenty more requests and five kilobytes.
        codeSplitting: { groups: [{ name: "first", test: /src.main\.tsx$/ }] },
      },
    },
  },
  server: {
    host: "127.0.0.1",
    fs: { allow: [".", "../clients/js"] },
    proxy: {
      "/api": { target: server, changeOrigin: false },
      "/auth": { target: server, changeOrigin: false },
      "/realtime": { target: server, ws: true, changeOrigin: false },
    },
  },
});
