import { defineConfig } from "vitest/config";
import { Bundle } from "../common/build/bundle";
import { licences, notePackages } from "../common/build/licences";
import { FOR_CONTENT_POLICY } from "../common/build/options";
import { compressed } from "./build/compressed";
import { leftOut } from "./build/leftOut";
import { messageFiles } from "./build/messageFiles";
import { patches } from "./build/patches";
import { sizes } from "./build/sizes";

const MESSAGES = new Bundle("viewer");

/** Modules that do nothing when they are only imported. */
const PURE = /dicom-image-loader|codec-|\/pako\/|\/dicom-parser\/|\/dcmjs\//;

export default defineConfig({
  base: "/viewer/",
  build: {
    ...FOR_CONTENT_POLICY,
    target: "es2022",
    reportCompressedSize: false,
    chunkSizeWarningLimit: 5000,
    rolldownOptions: {
      input: "src/main.ts",
      treeshake: { moduleSideEffects: (id) => !PURE.test(id) },
      output: {
        entryFileNames: "viewer.js",
        chunkFileNames: (chunk) => `assets/${MESSAGES.chunkName(chunk) ?? "[name]"}-[hash].js`,
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
  worker: { format: "es", plugins: () => [patches(), notePackages()] },
  plugins: [
    MESSAGES.module(),
    messageFiles(MESSAGES),
    leftOut(),
    patches(),
    notePackages(),
    licences(),
    sizes(),
    compressed(),
  ],
  test: {
    include: ["test/**/*.test.ts"],
    environment: "node",
    setupFiles: ["test/english.ts"],
  },
});
