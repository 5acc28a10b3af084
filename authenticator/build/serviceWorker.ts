import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { type Plugin, transformWithEsbuild } from "vite";

const SOURCE = "worker/sw.ts";
const PUBLIC = "public";
const BASE = "/app/";

/** Adds the service worker with the list of all files of this build, so that it can keep the whole app or nothing. */
export function serviceWorker(): Plugin {
  return {
    name: "service-worker",
    apply: "build",
    generateBundle: {
      order: "post",
      async handler(_options, bundle) {
        const built = Object.keys(bundle).filter((name) => name !== "index.html");
        const files = [...built, ...readdirSync(PUBLIC)].sort();
        const source = readFileSync(SOURCE, "utf8");
        const constants = {
          FILES: JSON.stringify([BASE, ...files.map((name) => BASE + name)]),
          VERSION: JSON.stringify(versionOf(source, files, bundle["index.html"])),
        };
        const { code } = await transformWithEsbuild(source, SOURCE, {
          define: constants,
          minify: true,
          sourcemap: false,
        });
        this.emitFile({ type: "asset", fileName: "sw.js", source: code });
      },
    },
  };
}

/** Built files carry a hash in their names; the others are read. */
function versionOf(source: string, files: string[], index: unknown): string {
  const hash = createHash("sha256").update(source).update(files.join("\n"));
  const page = (index as { source?: string | Uint8Array } | undefined)?.source;
  if (page === undefined) {
    throw new Error("no page in the build");
  }
  hash.update(page);
  readdirSync(PUBLIC)
    .sort()
    .forEach((name) => hash.update(readFileSync(`${PUBLIC}/${name}`)));
  return `app-${hash.digest("hex").slice(0, 16)}`;
}
