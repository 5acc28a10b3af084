import { defineConfig } from "vitest/config";
import { FOR_CONTENT_POLICY } from "../common/build/options";
import { chunkName, messages } from "./build/messages";
import { serviceWorker } from "./build/serviceWorker";

export default defineConfig({
  base: "/app/",
  build: {
    ...FOR_CONTENT_POLICY,
    target: ["es2022", "safari16.4"],
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        chunkFileNames: (chunk) => `assets/${chunkName(chunk) ?? "[name]"}-[hash].js`,
      },
    },
  },
  plugins: [messages(), serviceWorker()],
  test: {
    include: ["test/**/*.test.ts"],
    environment: "node",
    setupFiles: ["test/english.ts"],
  },
});
