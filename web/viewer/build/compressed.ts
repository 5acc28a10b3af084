import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const MIN_LENGTH = 1024;

/** Adds a compressed copy of each file, which the server sends to browsers that accept it. */
export function compressed(): Plugin {
  return {
    name: "compressed",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        for (const built of Object.values(bundle)) {
          const source = built.type === "chunk" ? built.code : built.source;
          if (source.length >= MIN_LENGTH) {
            const fileName = `${built.fileName}.gz`;
            this.emitFile({ type: "asset", fileName, source: gzipSync(source, { level: 9 }) });
          }
        }
      },
    },
  };
}
