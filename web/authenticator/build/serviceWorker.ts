import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { Script } from "node:vm";
import { type Plugin, type Rolldown, minify, transformWithOxc } from "vite";
import { isPage, plainMessages } from "./messages";

const SOURCE = "worker/sw.ts";
const PUBLIC = "public";
const BASE = "/app/";
const PAGE = "index.html";

/** Adds the service worker with the list of all files of this build, so that it can keep the whole app or nothing. */
export function serviceWorker(): Plugin {
  return {
    name: "service-worker",
    apply: "build",
    generateBundle: {
      order: "post",
      async handler(_options, bundle) {
        const built = Object.keys(bundle).filter((name) => !isPage(name));
        const files = [...built, ...readdirSync(PUBLIC)].sort();
        const written = readFileSync(SOURCE, "utf8");
        const texts = JSON.stringify(plainMessages("app.notification."));
        const constants = {
          FILES: JSON.stringify([BASE, ...files.map((name) => BASE + name)]),
          MESSAGES: texts,
          VERSION: JSON.stringify(versionOf([written, texts, ...files], bundle)),
        };
        const { code } = await transformWithOxc(written, SOURCE, { define: constants });
        const { code: source } = await minify(SOURCE, code);
        checkScript(source);
        this.emitFile({ type: "asset", fileName: "sw.js", source });
      },
    },
  };
}

/** @throws SyntaxError if browsers would not take a text as a script that is no module */
function checkScript(text: string): void {
  new Script(text);
}

/** Most built files carry a hash in their names; the content of the others is hashed here. */
function versionOf(parts: string[], bundle: Rolldown.OutputBundle): string {
  const hash = createHash("sha256").update(parts.join("\n"));
  if (bundle[PAGE] === undefined) {
    throw new Error("no page in the build");
  }
  for (const built of Object.values(bundle)) {
    if (built.type === "asset" && !built.fileName.startsWith("assets/")) {
      hash.update(built.source);
    }
  }
  readdirSync(PUBLIC)
    .sort()
    .forEach((name) => hash.update(readFileSync(`${PUBLIC}/${name}`)));
  return `app-${hash.digest("hex").slice(0, 16)}`;
}
