import { defineConfig } from "vitest/config";
import { messages } from "./build/messages";
import { serviceWorker } from "./build/serviceWorker";

export default defineConfig({
  base: "/app/",
  build: {
    target: ["es2022", "safari16.4"],
    // The content policy allows neither inline scripts nor data: addresses.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  plugins: [messages(), serviceWorker()],
  test: { include: ["test/**/*.test.ts"], environment: "node" },
});
