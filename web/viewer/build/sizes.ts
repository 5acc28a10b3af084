import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** A browser loads so much before the first image, at most: on 4G half a second. */
const MOST_SENT = 600_000;

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
      const sent = gzipSync(main.code, { level: 9 }).length;
      if (sent > MOST_SENT) {
        throw new Error(`the viewer has grown to ${sent} bytes: see what it brings along`);
      }
      start.code = start.code
        .replaceAll("__VIEWER_FILE__", main.fileName)
        .replaceAll("__VIEWER_SIZE__", String(Buffer.byteLength(main.code)))
        .replaceAll("__VIEWER_SENT__", String(sent));
    },
  };
}
