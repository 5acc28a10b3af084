import { defineConfig } from "vitest/config";
import { Bundle } from "../authenticator/build/bundle";
import { compressed } from "./build/compressed";
import { licences, notePackages } from "./build/licences";
import { patches } from "./build/patches";
import { sizes } from "./build/sizes";

/** Modules that do nothing when they are only imported. */
const PURE = /dicom-image-loader|codec-|\/pako\/|\/dicom-parser\/|\/dcmjs\//;

export default defineConfig({
  base: "/viewer/",
  build: {
    target: "es2022",
    // The content policy allows neither inline scripts nor scripts in data: addresses.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 5000,
    rolldownOptions: {
      input: "src/main.ts",
      treeshake: { moduleSideEffects: (id) => !PURE.test(id) },
      output: {
        entryFileNames: "viewer.js",
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
  worker: { format: "es", plugins: () => [patches(), notePackages()] },
  plugins: [
    new Bundle("viewer").module(),
    patches(),
    notePackages(),
    licences(),
    sizes(),
    compressed(),
  ],
  test: { include: ["test/**/*.test.ts"], environment: "node" },
});
