import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** Tells the start of the viewer where the main program is, and how large. */
export function sizes(): Plugin {
  return {
    name: "sizes",
    apply: "build",
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((built) => built.type === "chunk");
      const main = chunks.find(({ name, isDynamicEntry }) => name === "viewer" && isDynamicEntry);
      const start = chunks.find(({ isEntry }) => isEntry);
      if (main === undefined || start?.code.includes("__VIEWER_FILE__") !== true) {
        throw new Error("the start of the viewer does not ask for the main program");
      }
      start.code = start.code
        .replaceAll("__VIEWER_FILE__", main.fileName)
        .replaceAll("__VIEWER_SIZE__", String(Buffer.byteLength(main.code)))
        .replaceAll("__VIEWER_SENT__", String(gzipSync(main.code, { level: 9 }).length));
    },
  };
}
